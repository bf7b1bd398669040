using System.Globalization;
using System.Text;
using System.Text.Json;
using Ecom.Domain;
using Ecom.Pipeline.Configuration;
using Ecom.Serving.Recommending;

namespace Ecom.Local.Commands;

/// <summary>A file of lists, written beside its name and renamed when it is whole.</summary>
internal sealed class UserListFile
{
    private readonly bool _isTable;

    private UserListFile(string path, bool isTable) => (Path, _isTable) = (path, isTable);

    public string Path { get; }

    /// <exception cref="InputException">The name tells no form, or there is no such folder.</exception>
    public static UserListFile Of(string path)
    {
        var folder = System.IO.Path.GetDirectoryName(System.IO.Path.GetFullPath(path))!;
        if (!Directory.Exists(folder)) throw new InputException(path, null, "the folder is missing.");
        return System.IO.Path.GetExtension(path).ToLowerInvariant() switch
        {
            ".csv" => new UserListFile(path, isTable: true),
            ".ndjson" or ".jsonl" => new UserListFile(path, isTable: false),
            _ => throw new InputException(path, null, "the name must end in .ndjson, .jsonl or .csv."),
        };
    }

    /// <returns>Lists written, and those of customers something is known of.</returns>
    public async Task<(long Lists, long Known)> WriteAsync(IAsyncEnumerable<UserList> lists, CancellationToken cancellation)
    {
        var temporary = Path + ".tmp";
        var (count, known) = (0L, 0L);
        try
        {
            await using (var writer = new StreamWriter(temporary, append: false, new UTF8Encoding(false), 1 << 16) { NewLine = "\n" })
            {
                if (_isTable) await writer.WriteLineAsync("user,known,rank,item,score,reason");
                await foreach (var list in lists.WithCancellation(cancellation))
                {
                    if (_isTable) Table(writer, list);
                    else await writer.WriteLineAsync(JsonSerializer.Serialize(list, PipelineJson.Options));
                    count++;
                    if (list.Known) known++;
                }
            }
            File.Move(temporary, Path, overwrite: true);
            return (count, known);
        }
        finally
        {
            File.Delete(temporary);
        }
    }

    private static void Table(StreamWriter writer, UserList list)
    {
        var user = Field(list.UserId);
        for (var k = 0; k < list.Items.Count; k++)
        {
            var item = list.Items[k];
            writer.WriteLine(string.Create(
                CultureInfo.InvariantCulture, $"{user},{(list.Known ? "true" : "false")},{k + 1},{Field(item.ItemId)},{item.Score:R},{item.Reason.Code}"));
        }
    }

    /// <summary>Quoted where it must be (RFC 4180).</summary>
    private static string Field(string text) =>
        text.AsSpan().IndexOfAny("\",\r\n") < 0 ? text : $"\"{text.Replace("\"", "\"\"", StringComparison.Ordinal)}\"";
}
