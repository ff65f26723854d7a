// Runs the compiler of TypeScript, which is in `ts`, over files in memory. Arguments: its options,
// the content of all files by path, and the paths of those to check. Answers with a line for each fault.
const [options, files, paths] = arguments;

const host = {
  fileExists: (path) => path in files,
  readFile: (path) => files[path],
  getSourceFile: (path, version) => (path in files ? ts.createSourceFile(path, files[path], version) : undefined),
  getDefaultLibFileName: () => '/lib/lib.d.ts',
  getDefaultLibLocation: () => '/lib',
  getCurrentDirectory: () => '/',
  getCanonicalFileName: (path) => path,
  useCaseSensitiveFileNames: () => true,
  getNewLine: () => '\n',
  writeFile: () => {},
};

function inWords({ file, start, messageText }) {
  const line = file ? ts.getLineAndCharacterOfPosition(file, start).line + 1 : 0;
  return `${file?.fileName}:${line} ${ts.flattenDiagnosticMessageText(messageText, ' ')}`;
}

const given = ts.convertCompilerOptionsFromJson(options, '/');
const program = ts.createProgram(paths, given.options, host);
return [...given.errors, ...ts.getPreEmitDiagnostics(program)].map(inWords);
