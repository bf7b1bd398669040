using System.Globalization;
using Ecom.Local.Commands;

namespace Ecom.Local.Tests.Bench;

/// <summary>Commands run as a user runs them, on small files in a folder of their own.</summary>
internal sealed class CommandRun : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("ecom-command-").FullName;

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    public string Path(string name) => System.IO.Path.Combine(_folder, name);

    public string Text(string name) => File.ReadAllText(Path(name));

    /// <summary>A table of mixed columns in which a number and a text tell the target.</summary>
    public string Table(string name, int rows, int seed)
    {
        var random = new Random(seed);
        var lines = new List<string> { "age,kind,score,rich" };
        for (var r = 0; r < rows; r++)
        {
            var (age, kind) = (random.Next(18, 70), "abc"[random.Next(3)]);
            var score = Math.Round(age / 10.0 + random.NextDouble(), 1);
            lines.Add(string.Create(CultureInfo.InvariantCulture, $"{age},{kind},{score:0.0},{(age > 50 && kind != 'c' ? "yes" : "no")}"));
        }
        File.WriteAllLines(Path(name), lines);
        return Path(name);
    }

    /// <returns>The exit code.</returns>
    public static Task<int> RunAsync(params string[] args) => CommandLine.RunAsync(args);
}
