// Makes types by openapi-typescript: `node types.mjs CONTRACT OUTPUT`. Files are Blobs, as its documentation has it.

import { writeFile } from "node:fs/promises";
import { pathToFileURL } from "node:url";
import openapiTS, { astToString } from "openapi-typescript";
import ts from "typescript";

const [contract, output] = process.argv.slice(2);
const blob = ts.factory.createTypeReferenceNode("Blob");
const transform = ({ format }) => (format === "binary" ? blob : undefined);
await writeFile(output, astToString(await openapiTS(pathToFileURL(contract), { transform })));
