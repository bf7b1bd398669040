using Ecom.Domain;

namespace Ecom.Data.Benchmarks;

/// <summary>Files of published next-item benchmarks: <c>user item item …</c> a line, oldest first, plain or <c>.gz</c>.</summary>
public static class SequenceFile
{
    private static readonly char[] Separators = [' ', '\t'];

    /// <returns>Each user's items in order (a repeated item keeps its newest place), and the items' ids by index.</returns>
    /// <exception cref="InputException">The file is missing, empty or has a line without items.</exception>
    public static (IReadOnlyList<int[]> Sequences, IReadOnlyList<string> ItemIds) Read(string path)
    {
        var numbers = new Dictionary<string, int>(StringComparer.Ordinal);
        var ids = new List<string>();
        var sequences = new List<int[]>();
        using var reader = PairFile.Open(path);
        var line = 0L;
        while (reader.ReadLine() is { } text)
        {
            line++;
            if (string.IsNullOrWhiteSpace(text)) continue;
            var parts = text.Split(Separators, StringSplitOptions.RemoveEmptyEntries);
            if (parts.Length < 2) throw new InputException(path, line, "a line is 'user item item …'.");
            var items = new List<int>(parts.Length - 1);
            foreach (var id in parts.Skip(1))
            {
                if (!numbers.TryGetValue(id, out var number))
                {
                    numbers.Add(id, number = ids.Count);
                    ids.Add(id);
                }
                items.Remove(number);
                items.Add(number);
            }
            sequences.Add([.. items]);
        }
        return sequences.Count > 0 ? (sequences, ids) : throw new InputException(path, null, "there is no sequence in the file.");
    }

    /// <summary>A matrix of a part of every sequence; an entry's time is its position, so that order is kept and nothing else is claimed.</summary>
    /// <param name="sequences">As read.</param>
    /// <param name="items">Number of items.</param>
    /// <param name="part">The positions wanted of a sequence of the given length.</param>
    public static Interactions Matrix(IReadOnlyList<int[]> sequences, int items, Func<int, Range> part)
    {
        List<int> users = [], columns = [];
        List<long> times = [];
        for (var u = 0; u < sequences.Count; u++)
        {
            var (start, length) = part(sequences[u].Length).GetOffsetAndLength(sequences[u].Length);
            for (var p = start; p < start + length; p++)
            {
                users.Add(u);
                columns.Add(sequences[u][p]);
                times.Add(p);
            }
        }
        var ones = new float[users.Count];
        Array.Fill(ones, 1f);
        return Interactions.FromEntries(sequences.Count, items, users.ToArray(), columns.ToArray(), ones, times.ToArray());
    }
}
