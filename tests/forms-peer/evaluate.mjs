// Fills every form of a folder with ODK Web Forms' engine, step by step, and writes down what is seen.
//
// usage: node evaluate.mjs FOLDER NODE_MODULES

import { readFileSync, readdirSync, existsSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { join, resolve } from 'node:path';

const [folder, modules] = process.argv.slice(2).map((path) => resolve(path));
const require = createRequire(join(modules, 'index.js'));

// Every filling happens at one moment, which its steps name.
let now = 0;
const RealDate = Date;
globalThis.Date = class extends RealDate {
	constructor(...given) {
		super(...(given.length ? given : [now]));
	}
	static now() {
		return now;
	}
};

const { JSDOM } = require('jsdom');
const { window } = new JSDOM('');
const borrowed = 'DOMParser XMLSerializer Element Node Document XMLDocument Attr Text Comment CDATASection';
const more = 'ProcessingInstruction HTMLElement XPathResult NodeFilter File Blob FormData';
for (const name of `${borrowed} ${more}`.split(' ')) {
	globalThis[name] ??= window[name];
}
globalThis.window = globalThis;
globalThis.document = window.document;
globalThis.require = require;
globalThis.__dirname = join(modules, '@getodk/xforms-engine/dist');

const { loadForm } = await import(join(modules, '@getodk/xforms-engine/dist/index.js'));

const children = (node) => node.currentState.children ?? [];

const isHidden = (node) => node.nodeType === 'model-value';

function look(node, sight) {
	const state = node.currentState;
	const path = state.reference;
	if (path.startsWith('/data/meta')) {
		return;
	}
	if (!node.nodeType.startsWith('repeat-range')) {
		const violation = node.validationState.violation;
		sight[path] = {
			hidden: isHidden(node),
			value: state.instanceValue ?? '',
			relevant: state.relevant,
			required: state.required,
			readonly: state.readonly,
			valid: violation == null,
			label: state.label?.asString ?? '',
			choices: (state.valueOptions ?? [])
				.filter((option) => option.label)
				.map((option) => [option.value, option.label?.asString ?? '']),
		};
	}
	for (const child of children(node)) {
		look(child, sight);
	}
}

function find(root, path) {
	let at = root;
	for (;;) {
		if (at.currentState.reference === path) {
			return at;
		}
		const within = (node) => {
			const reference = node.currentState.reference;
			return path === reference || path.startsWith(`${reference}/`) || path.startsWith(`${reference}[`);
		};
		const next = children(at).find(within);
		if (next == null) {
			throw new Error(`there is nothing at ${path}`);
		}
		at = next;
	}
}

function answer(node, value) {
	switch (node.nodeType) {
		case 'select':
			return node.selectValues(value == null ? [] : [value].flat());
		case 'rank':
			return node.setValues(value ?? []);
		case 'trigger':
			return node.setValue(value === 'OK');
		case 'range':
			return node.setValue(value == null ? null : value);
		default:
			return node.setValue(value == null ? (node.valueType === 'string' ? '' : null) : value);
	}
}

function take(root, step) {
	const node = find(root, step.path);
	if ('add' in step) {
		node.addInstances(undefined, step.add);
	} else if ('remove' in step) {
		node.removeInstances(step.remove - 1, 1);
	} else {
		answer(node, step.value);
	}
}

const short = (error) =>
	String(error?.message || error?.stack || error).trim().split('\n')[0];

async function fill(xml, { now: moment, lang, steps }) {
	now = RealDate.parse(moment);
	const loaded = await loadForm(xml, {});
	if (loaded.status === 'failure') {
		return { failure: short(loaded.error) };
	}
	const record = { failure: '', sights: [], refused: {} };
	const { root } = loaded.createInstance();
	const language = root.languages.find((known) => known.language === lang);
	if (lang && language) {
		root.setLanguage(language);
	}
	const see = () => {
		const sight = {};
		look(root, sight);
		record.sights.push(sight);
	};
	see();
	steps.forEach((step, at) => {
		try {
			take(root, step);
		} catch (error) {
			record.refused[at + 1] = `${step.path}: ${short(error)}`;
		}
		see();
	});
	return record;
}

// The engine tells of what it does not support on the console; what counts is in the records.
console.warn = () => {};
let filled = 0;
for (const file of readdirSync(folder).filter((name) => name.endsWith('.xml'))) {
	const stem = join(folder, file.slice(0, -4));
	const steps = JSON.parse(readFileSync(`${stem}.steps.json`, 'utf8'));
	let record;
	try {
		record = await fill(readFileSync(`${stem}.xml`, 'utf8'), steps);
	} catch (error) {
		record = { failure: short(error) };
	}
	writeFileSync(`${stem}.peer.json`, JSON.stringify(record));
	filled += 1;
}
console.log(`the peer filled ${filled} forms`);
