; What Numba calls of the C library, as IEEE 754 defines it: each is exact, or rounded once.

define internal double @sqrt(double %x) alwaysinline {
  %y = call double @llvm.sqrt.f64(double %x)
  ret double %y
}

define internal double @floor(double %x) alwaysinline {
  %y = call double @llvm.floor.f64(double %x)
  ret double %y
}

define internal double @ceil(double %x) alwaysinline {
  %y = call double @llvm.ceil.f64(double %x)
  ret double %y
}

; 2**n for n from -1022 to 1023.
define internal double @power_of_two(i32 %n) alwaysinline {
  %biased = add i32 %n, 1023
  %wide = zext i32 %biased to i64
  %bits = shl i64 %wide, 52
  %y = bitcast i64 %bits to double
  ret double %y
}

; The next factor of 2**n, as its exponent: n itself where a normal number can hold it. Below, the
; first factors leave what is not lost anyway above the subnormal numbers: only the last one rounds.
define internal i32 @next_exponent(i32 %n) alwaysinline {
  %most = call i32 @llvm.smin.i32(i32 %n, i32 1023)
  %low = icmp slt i32 %most, -1022
  %exponent = select i1 %low, i32 -969, i32 %most
  ret i32 %exponent
}

; x * 2**n.
define internal double @numba_ldexp(double %x, i32 %n) {
  %most = call i32 @llvm.smin.i32(i32 %n, i32 3069)
  %asked = call i32 @llvm.smax.i32(i32 %most, i32 -2960)
  %first = call i32 @next_exponent(i32 %asked)
  %left = sub i32 %asked, %first
  %second = call i32 @next_exponent(i32 %left)
  %third = sub i32 %left, %second
  %f1 = call double @power_of_two(i32 %first)
  %f2 = call double @power_of_two(i32 %second)
  %f3 = call double @power_of_two(i32 %third)
  %y1 = fmul double %x, %f1
  %y2 = fmul double %y1, %f2
  %y3 = fmul double %y2, %f3
  ret double %y3
}

; The fraction from 0.5 to 1 of x, and its exponent; 0, infinite and not a number are their own.
define internal double @numba_frexp(double %x, ptr %exponent) {
  %given = bitcast double %x to i64
  %place = and i64 %given, 9218868437227405312
  %small = icmp eq i64 %place, 0
  %factor = select i1 %small, double 0x4350000000000000, double 1.0
  %normal = fmul double %x, %factor
  %bits = bitcast double %normal to i64
  %shifted = lshr i64 %bits, 52
  %biased64 = and i64 %shifted, 2047
  %biased = trunc i64 %biased64 to i32
  %bias = select i1 %small, i32 -1076, i32 -1022
  %found = add i32 %biased, %bias
  %cleared = and i64 %bits, -9218868437227405313
  %halved = or i64 %cleared, 4602678819172646912
  %fraction = bitcast i64 %halved to double
  %zero = fcmp oeq double %x, 0.0
  %special = icmp eq i64 %biased64, 2047
  %itself = or i1 %zero, %special
  %e = select i1 %itself, i32 0, i32 %found
  %f = select i1 %itself, double %x, double %fraction
  store i32 %e, ptr %exponent
  ret double %f
}

declare double @llvm.sqrt.f64(double)
declare double @llvm.floor.f64(double)
declare double @llvm.ceil.f64(double)
declare i32 @llvm.smin.i32(i32, i32)
declare i32 @llvm.smax.i32(i32, i32)
