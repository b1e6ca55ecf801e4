// Answers the vectors in Pyodide under Node: node vectors.mjs PYODIDE WHEEL ROOT; prints the JSON that vectors.py makes.

import { readFileSync } from "node:fs";
import { pathToFileURL } from "node:url";

const [pyodide, wheel, root] = process.argv.slice(2);
const { loadPyodide } = await import(pathToFileURL(`${pyodide}/pyodide.mjs`).href);
const python = await loadPyodide({ indexURL: pyodide });
try {
  python.unpackArchive(new Uint8Array(readFileSync(wheel)), "wheel");
  python.mountNodeFS("/checkout", root);
  // The library is that of the wheel; of the checkout only what stands beside it is seen.
  python.runPython(`
import sys
import kananame
assert not kananame.__file__.startswith("/checkout"), kananame.__file__
sys.path.append("/checkout")
from pathlib import Path
from tests.site.vectors import results
`);
  process.stdout.write(python.runPython(`results(Path("/checkout/tests/vectors"), Path("/checkout/docs/examples"))`));
} catch (error) {
  // Without the source line, which is the whole of Pyodide.
  process.stderr.write(String(error.message));
  process.exitCode = 1;
}
