// Runs the library: Pyodide and the project's own wheel, fetched from beside this file and from nowhere else.

import { loadPyodide } from "./pyodide/pyodide.mjs";

const HERE = new URL("./", import.meta.url);
// A file is screened in slices of so many seconds, so that a typed name is answered in between.
const SLICE = 0.05;

const ready = Promise.race([missing(), load()]);
let answer;
let Screening;
let current = 0;

async function load() {
  postMessage({ stage: "program" });
  const loading = loadPyodide({ indexURL: new URL("pyodide/", HERE).href });
  const made = await (await fetch(new URL("playground.json", HERE))).json();
  const bytes = async (name) => new Uint8Array(await (await fetch(new URL(name, HERE))).arrayBuffer());
  const [python, wheel, ...sources] = await Promise.all([
    loading,
    bytes(made.wheel),
    ...made.python.map(bytes),
  ]);
  postMessage({ stage: "library" });
  python.unpackArchive(wheel, "wheel");
  const folder = `${python.runPython("import site; site.getsitepackages()[0]")}/docs/playground`;
  python.FS.mkdirTree(folder);
  made.python.forEach((name, at) => python.FS.writeFile(`${folder}/${name}`, sources[at]));
  python.runPython("import importlib; importlib.invalidate_caches()");
  answer = python.pyimport("docs.playground.answers").answer;
  postMessage({ stage: "ready", made });
  return python;
}

/** Fail as soon as a file does not come: Pyodide itself would wait for it without end. */
function missing() {
  const plain = self.fetch;
  return new Promise((_, reject) => {
    self.fetch = async (...asked) => {
      try {
        const response = await plain(...asked);
        if (!response.ok) throw new Error(`${response.url}: ${response.status}`);
        return response;
      } catch (error) {
        reject(error);
        throw error;
      }
    };
  });
}

async function screen(id, data, question) {
  const python = await ready;
  Screening ??= python.pyimport("docs.playground.screening").Screening;
  const view = python.toPy(new Uint8Array(data));
  const job = Screening(view, question);
  view.destroy();
  try {
    let told = JSON.parse(job.begin());
    postMessage({ id, told });
    while (!told.error && !told.summary && id === current) {
      // A message that has come in is read now.
      await new Promise((go) => setTimeout(go));
      told = JSON.parse(job.step(SLICE));
      const output = told.summary && output_of(job);
      if (id === current) postMessage({ id, told, output }, output ? [output.buffer] : []);
    }
  } finally {
    job.close();
    job.destroy();
  }
}

function output_of(job) {
  const output = job.output();
  try {
    return output.toJs();
  } finally {
    output.destroy();
  }
}

onmessage = async ({ data: { id, question, data, stop } }) => {
  try {
    if (stop) current = 0;
    else if (data) await screen((current = id), data, question);
    else {
      await ready;
      postMessage({ id, told: JSON.parse(answer(question)) });
    }
  } catch (error) {
    postMessage({ id, failed: String(error) });
  }
};

ready.catch((error) => postMessage({ stage: "failed", failed: String(error) }));
