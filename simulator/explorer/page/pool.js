// Workers that play: what matters most first, and nothing that nobody waits for any longer.

export class Pool {
  constructor(module, layout, source) {
    const url = URL.createObjectURL(new Blob([source], { type: "text/javascript" }));
    const count = Math.max(1, Math.min(navigator.hardwareConcurrency || 2, 8));
    this.queue = [];
    this.number = 0;
    this.idle = [];
    this.ready = Promise.all(Array.from({ length: count }, () => this.start(url, module, layout)));
  }

  start(url, module, layout) {
    const worker = { self: new Worker(url), key: "", task: null };
    return new Promise((resolve, reject) => {
      worker.self.onerror = (fault) => reject(new Error(fault.message || "no worker started"));
      worker.self.onmessage = ({ data }) => {
        if (data.ready) resolve();
        else this.finish(worker, data);
        this.idle.push(worker);
        this.next();
      };
      worker.self.postMessage({ module, layout });
    });
  }

  // Ask for tasks {plan, key, data, ...}; `urgency`: the lowest number goes first. Gives a job
  // whose `cancel` drops what has not begun.
  ask(tasks, urgency, done, failed) {
    const job = { number: ++this.number, dropped: false };
    job.cancel = () => {
      job.dropped = true;
      this.queue = this.queue.filter((task) => task.job !== job);
    };
    this.queue.push(...tasks.map((task) => ({ ...task, job, urgency, done, failed })));
    this.queue.sort((one, other) => one.urgency - other.urgency);
    this.next();
    return job;
  }

  next() {
    while (this.idle.length && this.queue.length) {
      const task = this.queue.shift();
      const same = this.idle.findIndex((one) => one.key === task.key);
      const [worker] = this.idle.splice(Math.max(0, same), 1);
      const { key, first, from, count, number } = task;
      const loaded = worker.key === key ? {} : { plan: task.plan, data: task.data(), isGuided: task.isGuided };
      Object.assign(worker, { key, task });
      const message = { job: task.job.number, key, first, from, count, number, ...loaded };
      worker.self.postMessage(message, loaded.data ? [loaded.data.buffer] : []);
    }
  }

  finish(worker, found) {
    const { job, done, failed } = worker.task;
    worker.task = null;
    if (found.fault !== undefined) worker.key = "";
    if (job.dropped) return;
    if (found.fault !== undefined) failed(found.fault);
    else done(found);
  }
}
