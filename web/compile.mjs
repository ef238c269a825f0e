// Compiles the staged Python files with the Python that will run them: node compile.mjs PYODIDE STAGE
// Each file.py becomes file.pyc beside it; what is to stay as text is told apart afterwards (build.py).
const [pyodide, stage] = process.argv.slice(2);
const { loadPyodide } = await import(`${pyodide}/pyodide.mjs`);
const python = await loadPyodide({ env: { PYTHONHASHSEED: "0", HOME: "/home" } });
python.FS.mkdirTree("/stage");
python.FS.mount(python.FS.filesystems.NODEFS, { root: stage }, "/stage");
await python.runPythonAsync(`
import pathlib, py_compile
for path in sorted(pathlib.Path("/stage").rglob("*.py")):
    name = "/" + str(path.relative_to("/stage"))
    # As tracebacks name it. Python's own library lies in a zip.
    shown = name.replace("/library/", "/lib/python312.zip/", 1)
    # Without docstrings, which are a quarter of all; Pyodide looks at its own as it starts.
    level = 0 if name.startswith(("/library/pyodide/", "/library/_pyodide/")) else 2
    py_compile.compile(path, path.with_suffix(".pyc"), shown, doraise=True, optimize=level,
                       invalidation_mode=py_compile.PycInvalidationMode.UNCHECKED_HASH)
`);
process.exit(0);
