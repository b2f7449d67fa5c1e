"""Builds the engine file: LLVM code from Numba, made a WebAssembly module by LLVM, and no linker.

    python -m simulator.wasm.build [FILE]

The object that LLVM writes is a module already: its numbers of functions and its data, from address
0 on, are right, and the attribute "wasm-export-name" makes it write exports.
"""

import re
import sys
from graphlib import CycleError, TopologicalSorter
from importlib import import_module
from pathlib import Path
from typing import Any

import llvmlite.binding as llvm

from simulator.sources import compiled_hash, marked, module_name
from simulator.wasm.compiler import as_part
from simulator.wasm.entry import Entry
from simulator.wasm.file import ENGINE, SOURCES, sections, with_section
from simulator.wasm.indices import from_the_first, refuse_negative

TRIPLE = "wasm32-unknown-unknown"
FEATURES = "+bulk-memory,+sign-ext,+nontrapping-fptoint,+mutable-globals"
MOST_DATA = 1 << 19
"""Bytes of constants: the stack grows down towards them (`machine.STACK`)."""
STEPS = Path(__file__).with_name("steps.ll")
"""What Numba calls of the C library, with the same bits everywhere."""
GIVEN = ("sqrt", "floor", "ceil", "numba_ldexp", "numba_frexp")


def entries() -> list[Entry[..., Any]]:
    """All entries of the package, by name."""
    modules = [import_module(module_name(path)) for path in marked()]
    found = {one.name: one for m in modules for one in vars(m).values() if isinstance(one, Entry)}
    return [found[name] for name in sorted(found)]


def build(asked: list[Entry[..., Any]] | None = None) -> bytes:
    """The engine file, or a file of other entries."""
    refuse_negative(marked())
    with from_the_first():
        made = [(one.name, as_part(one)) for one in asked or entries()]
    whole, *others = [llvm.parse_assembly(_text(part)) for _, part in made]
    for other in others:
        whole.link_in(other)
    exports = [_export(n, name, part.fndesc) for n, (name, part) in enumerate(made)]
    text = _with_steps("\n".join([_internal(str(whole)), *exports]))
    _refuse_strangers(text)
    _refuse_circles(text)
    code = _bare(_object(text))
    _refuse_paths(code)
    return with_section(code, SOURCES, compiled_hash().encode())


def _text(part: Any) -> str:
    """A part with all that it calls, for another machine, and nothing of the interpreter.

    What several parts call is linked once; the part itself stays, though nothing calls it yet.
    """
    text, own = str(part.library._final_module), part.fndesc.llvm_func_name
    text = re.sub(r"^@_ZN08NumbaEnv.*\n", "", text, flags=re.M)
    text = re.sub(r"^target datalayout.*\n", "", text, flags=re.M)
    text = re.sub(r"^target triple.*\n", f'target triple = "{TRIPLE}"\n', text, flags=re.M)
    text = re.sub(r"^define (?:linkonce_odr |weak_odr )?", "define linkonce_odr ", text, flags=re.M)
    return re.sub(rf"^define linkonce_odr (?=.*@{own}\()", "define ", text, flags=re.M)


def _internal(text: str) -> str:
    """The same text, in which functions are there for the exports alone."""
    text = re.sub(r"^define (?:linkonce_odr )?", "define internal ", text, flags=re.M)
    return re.sub(rf"^declare .*@({'|'.join(GIVEN)})\(.*\n", "", text, flags=re.M)


def _with_steps(text: str) -> str:
    """The text with what Numba calls of the C library; nothing may be declared twice."""
    steps = STEPS.read_text(encoding="utf-8").splitlines()
    names = [re.search(r"^declare .*?(@[\w.]+\()", line) for line in steps]
    twice = [name is not None and name[1] in text for name in names]
    return "\n".join([text, *(line for line, out in zip(steps, twice, strict=True) if not out)])


def _refuse_strangers(text: str) -> None:
    """Raise `ValueError` where something is called that is not there, such as the C library's."""
    names = set(re.findall(r"^declare .*?@([\w.]+)\(", text, flags=re.M))
    strange = sorted(name for name in names if not name.startswith("llvm."))
    if strange:
        raise ValueError(
            f"Compiled code calls {', '.join(strange)}, whose bits differ from system to system. "
            "Take it from model/elementary.py, or do it before the call."
        )


def _refuse_circles(text: str) -> None:
    """Raise `ValueError` where a function calls itself, by whatever way.

    The stack has room for every function once, many times over, and nothing watches its end.
    """
    calls: dict[str, set[str]] = {}
    for name, body in re.findall(r"^define .*?@([\w.]+)\((.*?)^}", text, flags=re.M | re.S):
        calls[name] = set(re.findall(r"@([\w.]+)\(", body))
    try:
        TopologicalSorter(calls).prepare()
    except CycleError as circle:
        named = " calls ".join(reversed(circle.args[1]))
        raise ValueError(f"Compiled code may not call itself: {named}. Write a loop.") from None


def _refuse_paths(code: bytes) -> None:
    """Raise `ValueError` where the file names a folder of this machine: elsewhere its bytes differ.

    Errors that Numba's own code can raise do: those of np.argmax, for one.
    """
    libraries = Path(llvm.__file__).parents[2]
    if str(libraries).encode() in code:
        raise ValueError(
            f"The engine file would hold paths in {libraries}: compiled code calls something of "
            "NumPy's that can raise. Write it as a loop."
        )


def _export(number: int, name: str, description: Any) -> str:
    """A function of the address of a table.

    It gives 0; or another number, with the address of what Numba keeps of an error in the table.
    """
    return f"""
define i32 @export{number}(ptr %table) #{9000 + number} {{
  %value = alloca ptr
  %error = alloca ptr
  %status = call i32 @{description.llvm_func_name}(ptr %value, ptr %error, ptr %table)
  %fine = icmp eq i32 %status, 0
  br i1 %fine, label %end, label %raised
raised:
  %where = load ptr, ptr %error
  %address = ptrtoint ptr %where to i64
  store i64 %address, ptr %table
  br label %end
end:
  ret i32 %status
}}
attributes #{9000 + number} = {{ "wasm-export-name"="{name}" }}
"""


def _object(text: str) -> bytes:
    """The object file of a text."""
    llvm.initialize_all_targets()
    llvm.initialize_all_asmprinters()
    machine = llvm.Target.from_triple(TRIPLE).create_target_machine(
        cpu="generic", features=FEATURES, opt=3, reloc="static", codemodel="default"
    )
    module = llvm.parse_assembly(text)
    module.data_layout = str(machine.target_data)
    module.verify()
    tuning = llvm.create_pipeline_tuning_options(3)
    tuning.loop_vectorization = False
    tuning.slp_vectorization = False
    builder = llvm.create_pass_builder(machine, tuning)
    builder.getModulePassManager().run(module, builder)
    code: bytes = machine.emit_object(module)
    return code


def _bare(data: bytes) -> bytes:
    """Without the sections of names and relocations, which no run-time needs."""
    return data[:8] + b"".join(whole for kind, whole, _ in sections(data) if kind != 0)


if __name__ == "__main__":
    where = Path(sys.argv[1]) if len(sys.argv) > 1 else ENGINE
    where.write_bytes(build())
