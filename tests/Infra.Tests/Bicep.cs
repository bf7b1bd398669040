using System.Diagnostics;

namespace Infra.Tests;

/// <summary>The Bicep program that the NuGet package carries.</summary>
internal static class Bicep
{
    private static readonly string Program = Path.Combine(Repository.Metadata("BicepFolder"), "bicep");

    /// <summary>The whole template, compiled once for all tests.</summary>
    public static Lazy<Task<(int Code, string Output, string Complaints)>> Template { get; } = new(() => RunAsync("build", "main.bicep", "--stdout"));

    /// <summary>Runs it; returns its exit code, standard output and what it complained about.</summary>
    public static async Task<(int Code, string Output, string Complaints)> RunAsync(params string[] arguments)
    {
        Skip.IfNot(OperatingSystem.IsLinux() && Environment.Is64BitProcess && File.Exists(Program), "the Bicep program of this package runs on 64-bit Linux");
        var start = new ProcessStartInfo(Program, arguments)
        {
            WorkingDirectory = Repository.PathOf("infra"), RedirectStandardOutput = true, RedirectStandardError = true,
        };
        using var process = Process.Start(start)!;
        var output = process.StandardOutput.ReadToEndAsync();
        var complaints = process.StandardError.ReadToEndAsync();
        await process.WaitForExitAsync();
        return (process.ExitCode, await output, await complaints);
    }
}
