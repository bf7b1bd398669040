using System.Globalization;
using System.IO.Compression;
using Ecom.Domain;

namespace Ecom.Data.Benchmarks;

/// <summary>
/// Files of published benchmarks: <c>user item [value …]</c> a line, separated by blanks or tabs, plain or <c>.gz</c>. A value of zero or below is no
/// interaction; others all count 1, as the published protocols have it.
/// </summary>
public static class PairFile
{
    private static readonly char[] Separators = [' ', '\t'];

    /// <summary>Reads both files over one numbering of users and items, and says which items those are.</summary>
    /// <exception cref="InputException">A file is missing, empty or has a line that is no pair.</exception>
    public static (Interactions Train, Interactions Test, IReadOnlyList<string> Items) Read(string train, string test)
    {
        var users = new Dictionary<string, int>(StringComparer.Ordinal);
        var items = new Dictionary<string, int>(StringComparer.Ordinal);
        var (trainUsers, trainItems) = Lines(train, users, items);
        var (testUsers, testItems) = Lines(test, users, items);
        return (Matrix(trainUsers, trainItems), Matrix(testUsers, testItems), [.. items.OrderBy(i => i.Value).Select(i => i.Key)]);

        Interactions Matrix(List<int> rows, List<int> columns)
        {
            var ones = new float[rows.Count];
            Array.Fill(ones, 1f);
            var merged = Interactions.FromEntries(users.Count, items.Count, rows.ToArray(), columns.ToArray(), ones, new long[rows.Count]);
            // A pair given twice is one interaction.
            return Interactions.FromEntries(
                users.Count, items.Count, merged.RowIndices(), merged.AllItems, ones.AsSpan(0, merged.Count), merged.AllTimes);
        }
    }

    /// <summary>Opens a text file, decompressing by the name.</summary>
    internal static StreamReader Open(string path)
    {
        try
        {
            var file = File.OpenRead(path);
            return new StreamReader(path.EndsWith(".gz", StringComparison.OrdinalIgnoreCase) ? new GZipStream(file, CompressionMode.Decompress) : file);
        }
        catch (Exception e) when (e is FileNotFoundException or DirectoryNotFoundException or UnauthorizedAccessException)
        {
            throw new InputException(path, null, "the file cannot be opened.", e);
        }
    }

    private static (List<int> Users, List<int> Items) Lines(string path, Dictionary<string, int> users, Dictionary<string, int> items)
    {
        var rows = new List<int>();
        var columns = new List<int>();
        using var reader = Open(path);
        var line = 0L;
        try
        {
            while (reader.ReadLine() is { } text)
            {
                line++;
                if (string.IsNullOrWhiteSpace(text)) continue;
                var parts = text.Split(Separators, StringSplitOptions.RemoveEmptyEntries);
                if (parts.Length < 2) throw new InputException(path, line, "a line is 'user item [value]'.");
                if (parts.Length > 2)
                {
                    if (!double.TryParse(parts[2], NumberStyles.Float, CultureInfo.InvariantCulture, out var value))
                        throw new InputException(path, line, $"'{parts[2]}' is not a number.");
                    if (value <= 0) continue;
                }
                rows.Add(Number(users, parts[0]));
                columns.Add(Number(items, parts[1]));
            }
        }
        catch (InvalidDataException e)
        {
            throw new InputException(path, line + 1, $"the compressed file is damaged: {e.Message}", e);
        }
        return rows.Count > 0 ? (rows, columns) : throw new InputException(path, null, "there is no pair in the file.");
    }

    private static int Number(Dictionary<string, int> numbers, string key)
    {
        if (!numbers.TryGetValue(key, out var number)) numbers.Add(key, number = numbers.Count);
        return number;
    }
}
