/**
 * What stands in Python before the learner's program: it runs one program against one test, keeps what is printed and
 * says what came of it. Text, because it runs inside. What is imported here is there for programs at once: the
 * interpreter is kept in this state, and each test begins with a copy of it.
 */
export const PYTHON_HARNESS = String.raw`
import ast, builtins, importlib.abc, importlib.machinery, io, json, linecache, math, random, sys, types, unittest
import collections, dataclasses, decimal, enum, fractions, functools, itertools, operator, re, statistics, string, typing

# Names of its own: a program that makes the built-ins over does so for itself.
_kept = dict(builtins.__dict__)
globals().update({name: value for name, value in _kept.items() if not name.startswith('__')})
_dumps, _loads = json.dumps, json.loads
_MOST_LINES, _MOST = 200, 20000

class _Out(io.TextIOBase):
    def __init__(self, sink, level):
        self.sink, self.level, self.line = sink, level, ''
    def writable(self):
        return True
    def write(self, text):
        text = str(text)
        if self.sink['room'] <= 0:
            self.sink['cut'] = True
            return len(text)
        parts = (self.line + text[:self.sink['room'] + 1]).split('\n')
        self.line = parts.pop()
        for part in parts:
            self._add(part)
        return len(text)
    def _add(self, part):
        sink = self.sink
        if len(sink['lines']) >= _MOST_LINES or sink['room'] <= 0:
            sink['cut'] = True
            return
        sink['room'] -= len(part) + 1
        sink['lines'].append({'level': self.level, 'text': part})
    def finish(self):
        if self.line:
            self._add(self.line)
            self.line = ''

def _short(text, most=600):
    return text if len(text) <= most else text[:most - 1] + '…'

def _show(value):
    try:
        return _short(repr(value))
    except BaseException:
        return '[something that can’t be shown]'

def _line(error):
    if isinstance(error, SyntaxError) and error.filename == 'program.py':
        return error.lineno
    found, trace = None, error.__traceback__
    while trace is not None:
        if trace.tb_frame.f_code.co_filename == 'program.py':
            found = trace.tb_lineno
        trace = trace.tb_next
    return found

def _describe(error):
    status = 'memory' if isinstance(error, MemoryError) else 'stack' if isinstance(error, RecursionError) else 'error'
    try:
        said = error.msg if isinstance(error, SyntaxError) else str(error)
    except BaseException:
        said = ''
    if 'Cannot stack switch' in said:
        said = 'asyncio can’t be run here'
    message = _short(type(error).__name__ + (': ' + said if said else ''))
    made = {'status': status, 'message': message}
    line = _line(error)
    if line:
        made['line'] = line
    return made

def _same(a, b):
    if isinstance(a, float) or isinstance(b, float):
        try:
            return a == b or math.isclose(a, b, rel_tol=1e-9, abs_tol=1e-12)
        except TypeError:
            return False
    if type(a) in (list, tuple) and type(a) is type(b):
        return len(a) == len(b) and all(_same(x, y) for x, y in zip(a, b))
    if type(a) is dict and type(b) is dict:
        return a.keys() == b.keys() and all(_same(a[key], b[key]) for key in a)
    return bool(a == b)

class _Finder(importlib.abc.MetaPathFinder, importlib.abc.Loader):
    """What a file of tests imports and nobody has is the program."""
    def __init__(self, program):
        self.program = program
    def find_spec(self, name, path=None, target=None):
        return None if '.' in name else importlib.machinery.ModuleSpec(name, self)
    def create_module(self, spec):
        return self.program
    def exec_module(self, module):
        pass

def _keeping(method):
    """What was compared is told as values, not as a text about them."""
    @functools.wraps(method)
    def compared(self, first, second, *rest, **named):
        try:
            return method(self, first, second, *rest, **named)
        except AssertionError as error:
            error._compared = (first, second)
            raise
    return compared

for _name in ('', 'Almost', 'List', 'Tuple', 'Dict', 'Set', 'Sequence', 'Count'):
    _name = 'assert' + _name + 'Equal'
    setattr(unittest.TestCase, _name, _keeping(getattr(unittest.TestCase, _name)))

def _failed(error, source):
    if not isinstance(error, AssertionError):
        return _describe(error)
    said, trace, line = str(error).split('\n')[0], error.__traceback__, None
    while trace is not None:
        if trace.tb_frame.f_code.co_filename == 'tests.py':
            line = trace.tb_lineno
        trace = trace.tb_next
    asked = source.split('\n')[line - 1].strip() if line else ''
    # "ValueError not raised" says it all; the line that waited for it says nothing more.
    asked = '' if asked.startswith('with ') else asked
    made = {'status': 'failed', 'message': _short(said + ': ' + asked if said and asked else said or asked or 'The test failed.')}
    if hasattr(error, '_compared'):
        made['got'], made['expected'] = map(_show, error._compared)
    return made

def _words(name):
    return (name.removeprefix('test').replace('_', ' ').strip()) or name

class _Result(unittest.TestResult):
    def __init__(self, source):
        super().__init__()
        self.source, self.problem = source, None
    def _note(self, problem):
        self.problem = self.problem or problem
    def addError(self, test, err):
        self._note(_failed(err[1], self.source))
    def addFailure(self, test, err):
        self._note(_failed(err[1], self.source))
    def addSubTest(self, test, subtest, err):
        if err is not None:
            self._note(_failed(err[1], self.source))

def _cases(suite):
    for one in suite:
        if isinstance(one, unittest.TestSuite):
            yield from _cases(one)
        else:
            yield one

def _run_file(test, program, add):
    source = test['source']
    module = types.ModuleType('tests')
    module.__dict__.update({key: value for key, value in program.__dict__.items() if not key.startswith('__')})
    module.__dict__['__name__'] = 'tests'
    finder = _Finder(program)
    sys.meta_path.append(finder)
    try:
        exec(compile(source, 'tests.py', 'exec'), module.__dict__)
        own = [(name, value) for name, value in module.__dict__.items()
               if name.startswith('test') and isinstance(value, types.FunctionType) and value.__code__.co_filename == 'tests.py']
        suite = list(_cases(unittest.TestLoader().loadTestsFromModule(module)))
        for case in suite:
            name = case._testMethodName
            result = _Result(source)
            case.run(result)
            add(test['id'] + '/' + type(case).__name__ + '.' + name, _words(name), result.problem or {'status': 'passed'})
        for name, function in own:
            try:
                function()
                add(test['id'] + '/' + name, _words(name), {'status': 'passed'})
            except BaseException as error:
                add(test['id'] + '/' + name, _words(name), _failed(error, source))
        if not suite and not own:
            add(test['id'], test['name'], {'status': 'error', 'message': 'There are no tests in this file'})
    except BaseException as error:
        add(test['id'], test['name'], _describe(error))

def _run(text):
    job = _loads(text)
    test = job['test']
    outcomes, sink = [], {'lines': [], 'room': _MOST, 'cut': False}
    out, err = _Out(sink, 'log'), _Out(sink, 'error')
    given = test.get('input', '')
    lines = iter((given[:-1] if given.endswith('\n') else given).split('\n') if given else [])
    def read(prompt=''):
        try:
            return next(lines)
        except StopIteration:
            raise EOFError('there is nothing more to read') from None
    def add(id, name, what):
        outcomes.append({'id': _short(id, 260), 'name': _short(name, 200), **what})
    def problem(what):
        add(test['id'], test['name'], what)
    program = types.ModuleType('__main__' if test['kind'] == 'output' else 'program')
    program.__dict__['__builtins__'] = builtins
    sys.stdout, sys.stderr = out, err
    builtins.input = read
    sys.modules['program'] = program
    linecache.clearcache()
    random.seed(42)
    try:
        try:
            exec(compile(job['source'], 'program.py', 'exec'), program.__dict__)
        except SystemExit:
            pass
        if test['kind'] == 'call':
            expected = eval(test['expected'].strip(), {'math': math})
            got = eval(compile(test['call'].strip(), 'call', 'eval'), program.__dict__)
            problem({'status': 'passed'} if _same(got, expected) else {'status': 'failed', 'expected': _show(expected), 'got': _show(got)})
        elif test['kind'] == 'file':
            _run_file(test, program, add)
    except BaseException as error:
        problem(_describe(error))
    out.finish()
    err.finish()
    builtins.__dict__.update(_kept)
    return _dumps({'outcomes': outcomes, 'printed': sink['lines'], 'cut': sink['cut']})
`;
