// Writes protocol/generated/*.ts from the schemas in protocol/schema, which `manage.py generate_types` takes from the server's code.
//   node scripts/generate.mjs          write
//   node scripts/generate.mjs --check  write nothing, exit 1 where a file is not in step
import { existsSync, mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { fileURLToPath, pathToFileURL } from "node:url";
import { compile } from "json-schema-to-typescript";
import openapiTS, { astToString } from "openapi-typescript";

const PROTOCOL = join(dirname(fileURLToPath(import.meta.url)), "../protocol");
const isCheck = process.argv.includes("--check");

const banner = (name) => `/* Made from protocol/schema/${name}.json by \`npm run generate\`. Do not edit. */\n\n`;
const schemaOf = (name) => join(PROTOCOL, "schema", `${name}.json`);

/** An object of which a schema names no property may have any; one that names some has only those. */
function opened(schema) {
  if (Array.isArray(schema)) return schema.map(opened);
  if (typeof schema !== "object" || schema === null) return schema;
  const inner = Object.fromEntries(Object.entries(schema).map(([key, value]) => [key, opened(value)]));
  const isAny = inner.type === "object" && !inner.properties && inner.additionalProperties === undefined;
  return isAny ? { ...inner, additionalProperties: true } : inner;
}

// The generator tells of each type who uses it: noise that would change with every edit of the schema.
const REFERENCES = /^ \* (?:This interface was referenced by|via the `).*\n/gm;
const EMPTY_COMMENTS = /^\/\*\*\n(?: \* ?\n)* \*\/\n/gm;

async function fromJsonSchema(name) {
  const schema = opened(JSON.parse(readFileSync(schemaOf(name), "utf8")));
  const options = {
    bannerComment: "",
    additionalProperties: false,
    unreachableDefinitions: true,
    ignoreMinAndMaxItems: true,
    format: false,
  };
  const text = await compile(schema, schema.title ?? name, options);
  return text
    .replace(REFERENCES, "")
    .replace(EMPTY_COMMENTS, "")
    .replace(/ \* ?\n( \*\/)/g, "$1");
}

async function fromOpenApi(name) {
  return astToString(await openapiTS(pathToFileURL(schemaOf(name)), { alphabetize: true }));
}

const MAKERS = { chat: fromJsonSchema, bot: fromJsonSchema, openapi: fromOpenApi };

let isStale = false;
for (const [name, make] of Object.entries(MAKERS)) {
  if (!existsSync(schemaOf(name))) {
    console.log(`skipped ${name}: protocol/schema/${name}.json is not there`);
    continue;
  }
  const file = join(PROTOCOL, "generated", `${name}.ts`);
  const text = banner(name) + (await make(name));
  const isSame = existsSync(file) && readFileSync(file, "utf8") === text;
  if (isSame) continue;
  if (isCheck) {
    console.error(`protocol/generated/${name}.ts is not in step with its schema: run npm run generate`);
    isStale = true;
  } else {
    mkdirSync(dirname(file), { recursive: true });
    writeFileSync(file, text);
    console.log(`wrote protocol/generated/${name}.ts`);
  }
}
process.exit(isStale ? 1 : 0);
