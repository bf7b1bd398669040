namespace Ecom.Benchmarks.Models;

/// <summary>Options of the form <c>--name value</c>.</summary>
internal static class Options
{
    public static string? Text(string[] args, string name) => Array.IndexOf(args, name) is >= 0 and var at && at + 1 < args.Length ? args[at + 1] : null;

    /// <summary>The folder results are written to; made where it is missing.</summary>
    public static string Folder(string[] args) => Directory.CreateDirectory(Text(args, "--out") ?? Path.Combine("benchmarks", "results")).FullName;

    public static int Usage()
    {
        Console.Error.WriteLine("""
            speed [--only CASE,…] [--out DIR]
            throughput [--only CASE,…] [--out DIR]
            incremental --events FILE [--format NAME] [--days N] [--out DIR]
            growth [--sizes MILLIONS,…] [--models NAME,…] [--out DIR]
            """);
        return 2;
    }
}
