// Builds and tests everything that can be built on this machine: «dotnet run eng/test.cs».
// Ends with the line «N passed, N failed, N skipped» and exits with 1 where something failed or nothing ran.
using System.Diagnostics;
using System.Globalization;
using System.Runtime.CompilerServices;
using System.Xml.Linq;

const string FullSolution = "EcomFunctions.sln";
const string EmbeddedSet = "Embedded.slnf";

Environment.CurrentDirectory = Path.GetFullPath(Path.Combine(Path.GetDirectoryName(ThisFile())!, ".."));
Environment.SetEnvironmentVariable("DOTNET_CLI_TELEMETRY_OPTOUT", "1");
// Build servers that outlive the command would hold its output open where a pipe waits for the end.
Environment.SetEnvironmentVariable("MSBUILDDISABLENODEREUSE", "1");
// The compiler's server is worth a minute here; it is shut down at the end, for the same reason.
Environment.SetEnvironmentVariable("UseSharedCompilation", "true");
var clock = Stopwatch.StartNew();
var results = Path.GetFullPath("artifacts/test-results");
if (Directory.Exists(results)) Directory.Delete(results, recursive: true);

var set = ChooseSet();
InstallAzurite();
if (Run("dotnet", $"build {set} -v q -clp:NoSummary -nologo") != 0)
{
    Run("dotnet", "build-server shutdown --vbcscompiler", quiet: true);
    Console.Error.WriteLine("The build failed; no test was run.");
    return 1;
}
Run("dotnet", "build-server shutdown --vbcscompiler", quiet: true);
Run("dotnet", $"test {set} --no-build --nologo -v q --logger trx --results-directory \"{results}\"");

int passed = 0, failed = 0, skipped = 0;
foreach (var file in Directory.Exists(results) ? Directory.GetFiles(results, "*.trx", SearchOption.AllDirectories) : [])
{
    var document = XDocument.Load(file);
    var space = document.Root!.Name.Namespace;
    foreach (var test in document.Descendants(space + "UnitTestResult"))
    {
        switch (test.Attribute("outcome")?.Value)
        {
            case "Passed": passed++; break;
            case "NotExecuted":
                skipped++;
                Console.WriteLine($"skipped: {test.Attribute("testName")?.Value}: {Reason(test, space)}");
                break;
            default:
                failed++;
                Console.WriteLine($"failed: {test.Attribute("testName")?.Value}: {Reason(test, space)}");
                break;
        }
    }
    // A crash of the test process leaves a summary without results of its tests.
    if (document.Descendants(space + "ResultSummary").FirstOrDefault()?.Attribute("outcome")?.Value is "Failed" or "Aborted"
        && !document.Descendants(space + "UnitTestResult").Any(r => r.Attribute("outcome")?.Value == "Failed"))
    {
        failed++;
        Console.WriteLine($"failed: {Path.GetFileName(file)}: the test process did not end well");
    }
}
var projects = Directory.GetDirectories("tests").Count(d => d.EndsWith(".Tests", StringComparison.Ordinal) && InSet(d));
var reports = Directory.Exists(results) ? Directory.GetFiles(results, "*.trx", SearchOption.AllDirectories).Length : 0;
if (reports < projects)
{
    failed += projects - reports;
    Console.WriteLine($"failed: {projects - reports} of {projects} test projects wrote no result");
}
Console.WriteLine($"Tested {set} in {clock.Elapsed.TotalSeconds.ToString("0", CultureInfo.InvariantCulture)} s.");
Console.WriteLine($"{passed} passed, {failed} failed, {skipped} skipped");
return failed > 0 || passed == 0 ? 1 : 0;

string ChooseSet()
{
    if (Environment.GetEnvironmentVariable("ECOM_EMBEDDED_ONLY") == "1")
    {
        Console.WriteLine($"ECOM_EMBEDDED_ONLY is set: testing {EmbeddedSet}, everything but the Functions app.");
        return EmbeddedSet;
    }
    if (Run("dotnet", $"restore {FullSolution} -v q -nologo", quiet: true) == 0)
    {
        Console.WriteLine($"Testing {FullSolution}, the Functions app included.");
        return FullSolution;
    }
    // A preview package that nothing but one folder of tests needs must not cost the whole app its tests.
    Environment.SetEnvironmentVariable("DurableTestHost", "false");
    if (Run("dotnet", $"restore {FullSolution} -v q -nologo", quiet: true) == 0)
    {
        Console.WriteLine($"Testing {FullSolution} without the conformance suites on Durable's test host, which this NuGet source does not serve.");
        return FullSolution;
    }
    Environment.SetEnvironmentVariable("DurableTestHost", null);
    Console.WriteLine($"This NuGet source does not serve the Azure Functions packages: testing {EmbeddedSet}, everything but the Functions app.");
    return EmbeddedSet;
}

void InstallAzurite()
{
    const string Folder = "tests/azurite";
    if (!File.Exists(Path.Combine(Folder, "package.json")) || Directory.Exists(Path.Combine(Folder, "node_modules", "azurite"))) return;
    var npm = OperatingSystem.IsWindows() ? "npm.cmd" : "npm";
    if (Run(npm, $"ci --prefix {Folder} --no-audit --no-fund --loglevel=error", quiet: true) != 0)
        Console.WriteLine("Azurite could not be installed (is Node there?): its tests are skipped.");
}

bool InSet(string folder) => set == FullSolution || !Path.GetFileName(folder).StartsWith("EcomFunctions", StringComparison.Ordinal);

static int Run(string program, string arguments, bool quiet = false)
{
    try
    {
        using var process = Process.Start(new ProcessStartInfo(program, arguments)
        {
            RedirectStandardOutput = quiet,
            RedirectStandardError = quiet,
        })!;
        if (quiet)
        {
            process.OutputDataReceived += (_, _) => { };
            process.ErrorDataReceived += (_, _) => { };
            process.BeginOutputReadLine();
            process.BeginErrorReadLine();
        }
        process.WaitForExit();
        return process.ExitCode;
    }
    catch (System.ComponentModel.Win32Exception)
    {
        return -1;
    }
}

static string Reason(XElement test, XNamespace space) =>
    (test.Descendants(space + "Message").FirstOrDefault()?.Value ?? test.Descendants(space + "StdOut").FirstOrDefault()?.Value ?? "")
    .ReplaceLineEndings(" ").Trim();

static string ThisFile([CallerFilePath] string path = "") => path;
