using System.Text;
using Ecom.Data.Ingest;
using Ecom.Domain;

namespace Ecom.Data.Tests.Ingest;

/// <summary>
/// The table of broken inputs in docs/broken-input.md is what these cases produce; the test compares them line by line, so the page cannot rot.
/// </summary>
public sealed class BrokenInputTests
{
    [Fact]
    public void The_documented_table_is_what_happens()
    {
        var rows = BrokenInputs.All.Select(Row).ToList();
        Assert.True(rows.Count >= 20);
        var file = Path.Combine(Repository(), "docs", "broken-input.md");
        var page = File.ReadAllText(file);
        var start = page.IndexOf("| 1 |", StringComparison.Ordinal);
        if (Environment.GetEnvironmentVariable("ECOM_UPDATE_DOCS") == "1")
            File.WriteAllText(file, page = (start < 0 ? page : page[..start]) + string.Join('\n', rows) + "\n");
        start = page.IndexOf("| 1 |", StringComparison.Ordinal);
        var documented = start < 0 ? [] : page[start..].Split('\n').TakeWhile(l => l.StartsWith('|')).ToList();
        Assert.Equal(rows, documented);
    }

    private static string Row(BrokenInput input, int index)
    {
        using var dump = new Dump();
        var file = dump.Write(input.Content, input.File);
        string error, kept;
        try
        {
            var result = DumpIngestor.Ingest(dump.Request(file, input.Mapping, input.Options));
            Assert.Equal(result.Ledger.RowsIn, result.Ledger.Accepted + result.Ledger.Rejected.Values.Sum());
            var lines = dump.Query("SELECT record, line, reason, error FROM {rejected} ORDER BY record")
                .Select(r => $"{r[2]} (record {r[0]}{(r[1] is null ? "" : $", line {r[1]}")}){(r[3] is null ? "" : $": {r[3]}")}");
            error = string.Join("; ", lines);
            kept = $"{result.Ledger.Accepted} of {result.Ledger.RowsIn} rows";
        }
        catch (InputException e)
        {
            // A file that fails alone leaves nothing behind.
            Assert.Empty(Directory.EnumerateFileSystemEntries(dump.Output));
            error = e.Message;
            kept = "nothing; the file goes to quarantine whole";
        }
        return $"| {index + 1} | {input.Kind} | {error.Replace("|", "\\|", StringComparison.Ordinal)} | {kept} |";
    }

    private static string Repository()
    {
        var directory = AppContext.BaseDirectory;
        while (!File.Exists(Path.Combine(directory, "EcomFunctions.sln"))) directory = Path.GetDirectoryName(directory)!;
        return directory;
    }
}
