// Which lines tell of an error, and that a log's scan finds exactly those.

#include <QTest>

#include "ui/find/errorexpressions.h"
#include "ui/find/errortest.h"

using namespace Qt::StringLiterals;

class TestFindErrors : public QObject
{
    Q_OBJECT

private slots:
    void lines_data()
    {
        QTest::addColumn<QString>("line");
        QTest::addColumn<bool>("isError");
        const char *const errors[] = {
            // compilers, linkers, build tools
            "main.cpp:12:5: error: expected ';' before 'return'",
            "src/a.c:3:10: fatal error: stdio.h: No such file or directory",
            "/usr/bin/ld: a.o: in function `main': a.c:(.text+0x5): undefined reference to `f'",
            "/usr/bin/ld: cannot find -lfoo",
            "collect2: error: ld returned 1 exit status",
            "clang: error: linker command failed with exit code 1 (use -v to see invocation)",
            "error[E0382]: borrow of moved value: `x`",
            "error: aborting due to 2 previous errors",
            "error: could not compile `shop` (bin \"shop\") due to 1 previous error",
            "src/pay.ts:41:7 - error TS2345: Argument of type 'string' is not assignable",
            "src/pay.ts(41,7): error TS2345: Argument of type 'string' is not assignable",
            "Main.java:5: error: ';' expected",
            "[ERROR] Failed to execute goal org.apache.maven.plugins:maven-compiler-plugin",
            "Program.cs(7,13): error CS1002: ; expected [/src/app.csproj]",
            "LINK : fatal error LNK1120: 1 unresolved externals",
            "MSBUILD : error MSB1009: Project file does not exist.",
            "make: *** [Makefile:2: all] Error 2",
            "make[1]: *** No rule to make target 'x', needed by 'y'.  Stop.",
            "ninja: error: loading 'build.ninja': No such file or directory",
            "ninja: build stopped: subcommand failed.",
            "CMake Error at CMakeLists.txt:3 (find_package):",
            "npm ERR! code ELIFECYCLE",
            "npm error code ENOENT",
            "error Command failed with exit code 1.",
            "fatal: not a git repository (or any of the parent directories): .git",
            "BUILD FAILED in 3s",
            "> Task :app:compileJava FAILED",
            "FAILED: core/job.cpp.o",
            "error: pathspec 'x' did not match any file(s) known to git",
            "E: Error: something broke",
            // loggers
            "2026-01-02 12:04:51,123 ERROR connection refused by db:5432",
            "12:04:51 [ERROR] connection refused",
            "time=\"2026-01-02\" level=error msg=\"no route\"",
            "{\"level\":\"error\",\"msg\":\"no route\"}",
            "ERROR: column \"x\" does not exist",
            // tests
            "FAIL src/cart.test.ts",
            " FAIL  src/cart.test.ts > adds",
            "FAIL",
            "FAIL\texample.com/shop/cart\t0.012s",
            "FAILED tests/test_cart.py::test_add - assert 1 == 2",
            "tests/test_cart.py::test_add FAILED                    [ 50%]",
            "--- FAIL: TestAdd (0.00s)",
            "    --- FAIL: TestAdd/zero (0.00s)",
            "not ok 3 - adds numbers",
            "  ✗ adds numbers",
            "  ✕ adds numbers (3 ms)",
            "test cart::adds ... FAILED",
            "test result: FAILED. 3 passed; 1 failed; 0 ignored",
            "FAIL!  : TestCart::add() Compared values are not the same",
            "[  FAILED  ] Cart.Add (0 ms)",
            " 3/10 Test  #3: ui.find ..........***Failed    0.12 sec",
            "E       AssertionError: assert 1 == 2",
            "a.out: a.c:3: main: Assertion `x > 0' failed.",
            // interpreters and run times
            "Traceback (most recent call last):",
            "ValueError: invalid literal for int() with base 10: 'x'",
            "ModuleNotFoundError: No module named 'flask'",
            "KeyboardInterruptError",
            "requests.exceptions.ConnectionError: refused",
            "TypeError: Cannot read properties of undefined (reading 'x')",
            "Uncaught TypeError: x is not a function",
            "Error: Cannot find module 'express'",
            "Exception in thread \"main\" java.lang.NullPointerException",
            "Caused by: java.io.IOException: disk full",
            "java.lang.IllegalStateException: closed",
            "Unhandled exception. System.InvalidOperationException: x",
            "(node:12) UnhandledPromiseRejectionWarning: Unhandled promise rejection.",
            "thread 'main' panicked at src/main.rs:3:5:",
            "panic: runtime error: index out of range [3] with length 3",
            "Segmentation fault (core dumped)",
            "bash: line 1: 12345 Segmentation fault      ./a.out",
            "==12==ERROR: AddressSanitizer: heap-use-after-free on address 0x60200",
            "a.cpp:3:5: runtime error: signed integer overflow: 1 + 2147483647",
            "terminate called after throwing an instance of 'std::runtime_error'",
            "bash: line 1: foo: command not found",
            "cat: /nope: No such file or directory",
            "./run.sh: Permission denied",
            "PHP Fatal error:  Uncaught Error: Call to undefined function f()",
        };
        const char *const harmless[] = {
            "",
            "0 errors",
            "0 errors, 3 warnings",
            "Found 0 errors. Watching for file changes.",
            "no error",
            "no errors found",
            "error: 0",
            "errors: 0",
            "error: none",
            "error: null",
            "{\"error\": null, \"ok\": true}",
            "errors.cpp compiled",
            "[12/90] Building CXX object core/CMakeFiles/core.dir/errors.cpp.o",
            "[3/9] Building CXX object error.cpp.o",
            "   Compiling thiserror v1.0.50",
            "   Compiling error-chain v0.12.4",
            "test errors::parses ... ok",
            "PASS src/error.test.ts",
            "✓ shows an error when the card is declined",
            "ok 3 - handles error: bad input",
            "test result: ok. 3 passed; 0 failed; 0 ignored",
            "3 passed, 0 failed",
            "Failed: 0",
            "FAILED: 0",
            "FAIL: 0",
            "# fail 0",
            "Tests run: 12, Failures: 0, Errors: 0, Skipped: 0",
            "not ok 4 - later # TODO not done",
            "-- Performing Test HAVE_ERROR - Success",
            "warning: unused variable `error`",
            "import { AppError } from './error'",
            "Downloading error_prone_annotations-2.3.4.jar",
            "std::error_code ec;",
            "class MyError: public Error",
            "default failure mode",
            "fail-fast enabled",
            "panic.go formatted",
            "exit status 0",
            "The exception list was loaded",
            "level=info msg=\"error budget fine\"",
            "const error::Kind kind",
        };
        for (const char *line : errors)
            QTest::newRow(line) << QString::fromUtf8(line) << true;
        for (const char *line : harmless)
            QTest::newRow(*line ? line : "empty") << QString::fromUtf8(line) << false;
    }

    void lines()
    {
        QFETCH(QString, line);
        QTEST(ui::isErrorLine(line), "isError");
    }

    // The words that the scan looks for first leave out no error, whatever the case of the log around it.
    void scan_data() { lines_data(); }

    void scan()
    {
        QFETCH(QString, line);
        QFETCH(bool, isError);
        const QByteArray before = "first line\n\x1b[31m\x1b[1m";
        const QByteArray log = before + line.toUtf8() + "\x1b[0m\nlast line\n";
        std::vector<ui::LineHit> hits;
        ui::ErrorTest().test({100, log, 0, 0, false}, hits);
        const std::vector<ui::LineHit> expected{{100 + 11, 1}};
        QCOMPARE(hits, isError ? expected : std::vector<ui::LineHit>());
    }
};

QTEST_GUILESS_MAIN(TestFindErrors)
#include "tst_finderrors.moc"
