using System.Diagnostics;
using System.Text.Json;

namespace Ecom.Benchmarks.Models;

/// <summary>Runs this program again, so that peak memory is one case's own and no case warms another.</summary>
internal static class ChildProcess
{
    public const string Verb = "child";
    private const string Marker = "RESULT ";

    /// <summary>What the child told with <see cref="Tell"/>.</summary>
    /// <exception cref="InvalidOperationException">The child failed.</exception>
    public static T Run<T>(params string[] args)
    {
        var program = Environment.ProcessPath!;
        var start = new ProcessStartInfo(program) { RedirectStandardOutput = true };
        if (Path.GetFileNameWithoutExtension(program) == "dotnet") start.ArgumentList.Add(typeof(ChildProcess).Assembly.Location);
        start.ArgumentList.Add(Verb);
        foreach (var arg in args) start.ArgumentList.Add(arg);
        using var process = Process.Start(start)!;
        var output = process.StandardOutput.ReadToEnd();
        process.WaitForExit();
        var line = output.Split('\n').LastOrDefault(l => l.StartsWith(Marker, StringComparison.Ordinal));
        if (process.ExitCode != 0 || line is null) throw new InvalidOperationException($"{string.Join(' ', args)} ended with {process.ExitCode}: {output}");
        return JsonSerializer.Deserialize<T>(line[Marker.Length..], JsonSerializerOptions.Web)!;
    }

    public static int Tell<T>(T result)
    {
        Console.WriteLine(Marker + JsonSerializer.Serialize(result, JsonSerializerOptions.Web));
        return 0;
    }
}
