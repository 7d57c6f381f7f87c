"""Holds the hand-written outlines of Android's classes, and the app's manifest and resources, against what Android really has.

verify.py TYPES ARCHIVE MANIFEST RESOURCES: TYPES is a folder of type stubs that were generated from Android's own archives,
ARCHIVE the compiled outlines, MANIFEST and RESOURCES are the app's.
"""
import ast
import functools
import pathlib
import re
import subprocess
import sys
import xml.etree.ElementTree as xml
import zipfile

types, archive, manifest, resources = sys.argv[1:5]
ANDROID = '{http://schemas.android.com/apk/res/android}'
# What no stubs exist for, and what is the app's own.
UNCHECKED = ('androidx.biometric.', 'androidx.work.', 'org.doorstep.')
faults = []
checked = 0


@functools.cache
def module(package):
    first, *rest = package.split('.')
    file = pathlib.Path(types, first + '-stubs', *rest, '__init__.pyi')
    return ast.parse(file.read_text()) if file.exists() else ast.Module([], [])


def inside(body, name):
    return next((one for one in body if isinstance(one, ast.ClassDef) and one.name == name), None)


def find(package, path):
    body, found = module(package).body, None
    for name in path:
        found = inside(body, name)
        if found is None:
            return None
        body = found.body
    return found


def lineage(package, path):
    """A class and all that it inherits from, as far as the stubs tell."""
    found = find(package, path)
    if found is None:
        return
    yield found
    for base in found.bases:
        text = re.sub(r'\[.*', '', ast.unparse(base))
        parts = text.split('.')
        at = next((i for i, part in enumerate(parts) if part[:1].isupper()), None)
        if at is None or text in ('typing.Generic',):
            continue
        yield from lineage('.'.join(parts[:at]) or package, parts[at:])


def arities(found, name):
    for one in found.body:
        if isinstance(one, ast.FunctionDef) and one.name == name:
            is_static = any('staticmethod' in ast.unparse(d) for d in one.decorator_list)
            yield 'any' if one.args.vararg else len(one.args.posonlyargs) + len(one.args.args) - (0 if is_static else 1)


def fields(found):
    for one in found.body:
        if isinstance(one, ast.AnnAssign):
            yield one.target.id
        elif isinstance(one, ast.Assign):
            yield from (target.id for target in one.targets)
        elif isinstance(one, ast.FunctionDef) and any('property' in ast.unparse(d) for d in one.decorator_list):
            yield one.name


def outlines():
    """What is in the archive: every class with its lines, as Java itself tells them."""
    entries = [one[:-6].replace('/', '.') for one in zipfile.ZipFile(archive).namelist() if one.endswith('.class')]
    names = [name for name in entries if not name.startswith(UNCHECKED)]
    said = subprocess.check_output(['javap', '-protected', '-cp', archive, *names], text=True)
    classes = [one.splitlines()[1:] for one in said.split('Compiled from ')[1:]]
    assert len(classes) == len(names), 'javap tells of other classes'
    return zip(names, classes)


def check_class(name, lines):
    global checked
    package, _, rest = name.rpartition('.')
    path = rest.split('$')
    family = list(lineage(package, path))
    if not family:
        faults.append(f'no class {name}')
        return
    for line in lines[1:]:
        method = re.search(r'([\w.$]+)\((.*)\)', line)
        if method:
            called = method[1].split('.')[-1].split('$')[-1]
            is_made = called == path[-1]
            # An outline has a constructor of its own where Java gives one unasked.
            count = len([one for one in re.sub(r'<[^<>]*(<[^<>]*>)?[^<>]*>', '', method[2]).split(',') if one.strip()])
            if is_made and count == 0:
                continue
            known = {n for one in (family[:1] if is_made else family) for n in arities(one, '__init__' if is_made else called)}
            checked += 1
            if count not in known and 'any' not in known:
                faults.append(f'{name}.{called} takes {sorted(known, key=str) or "nothing: there is none"}, not {count}')
        elif line.strip().endswith(';'):
            field = line.split()[-1].rstrip(';')
            checked += 1
            if not any(field in fields(one) for one in family):
                faults.append(f'{name} has no field {field}')


def check_manifest():
    root = xml.parse(manifest).getroot()
    app = root.find('application')

    def attribute(of, name):
        return of.get(ANDROID + name)

    def demand(holds, fault):
        global checked
        checked += 1
        if not holds:
            faults.append(f'AndroidManifest.xml: {fault}')

    demand(attribute(app, 'allowBackup') == 'false', 'the app allows backups')
    demand(attribute(app, 'usesCleartextTraffic') in (None, 'false'), 'the app calls without TLS')
    demand(attribute(app, 'debuggable') is None, 'the app can be debugged')
    shown = [one for one in app if attribute(one, 'exported') == 'true']
    demand([attribute(one, 'name') for one in shown] == ['.MainActivity'], 'others can start more than the one page')
    for one in app:
        if one.tag in ('activity', 'service', 'receiver', 'provider'):
            demand(attribute(one, 'exported') is not None, f'{attribute(one, "name")} does not say whether others may start it')
            own = attribute(one, 'name')
            if own.startswith('.'):
                text = ''.join(file.read_text() for file in pathlib.Path(manifest).parent.rglob('*.kt'))
                demand(re.search(rf'\bclass {own[1:]}\b', text), f'{own} is no class')
    for name in ('dataExtractionRules', 'fullBackupContent', 'networkSecurityConfig'):
        named = attribute(app, name)
        file = pathlib.Path(resources, 'xml', named.split('/')[-1] + '.xml') if named else None
        demand(file and file.exists(), f'{name} names no file')
    everything = {'root', 'file', 'database', 'sharedpref', 'external'}
    rules = xml.parse(pathlib.Path(resources, 'xml/nothing_leaves.xml')).getroot()
    for kind in ('cloud-backup', 'device-transfer'):
        excluded = {one.get('domain') for one in rules.find(kind)}
        demand(everything <= excluded and not rules.findall('.//include'), f'{kind} takes something along')
    network = xml.parse(pathlib.Path(resources, 'xml/network.xml')).getroot()
    clear = {one.get('cleartextTrafficPermitted') for one in network.iter() if one.tag.endswith('config')}
    demand(clear <= {'false', None}, 'calls without TLS are allowed')


def check_words():
    global checked
    texts = {}
    for folder in ('values', 'values-en'):
        root = xml.parse(pathlib.Path(resources, folder, 'strings.xml')).getroot()
        texts[folder] = {one.get('name'): ''.join(one.itertext()) for one in root}
    checked += len(texts['values'])
    for name in texts['values'].keys() ^ texts['values-en'].keys():
        faults.append(f'{name} is not in both languages')
    faults.extend(f'{name} says nothing' for each in texts.values() for name, text in each.items() if not text.strip())


for name, lines in outlines():
    check_class(name, lines)
check_manifest()
check_words()
for fault in faults:
    print(fault)
print(f'{checked} outlines, rules and words hold' if not faults else f'{len(faults)} faults')
sys.exit(bool(faults))
