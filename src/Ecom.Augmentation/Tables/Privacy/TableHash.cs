using System.Security.Cryptography;
using Ecom.Data.Tables;

namespace Ecom.Augmentation.Tables.Privacy;

/// <summary>A table's identity for its budget: SHA-256 of names and rows, whatever the rows' order and the file's form.</summary>
public static class TableHash
{
    public static string Of(TableFile table)
    {
        using var total = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        total.AppendData(Hash(table.Names));
        var rows = Enumerable.Range(0, table.RowCount).Select(r => Hash(table.Columns.Select(c => c[r]))).ToArray();
        Array.Sort(rows, (a, b) => a.AsSpan().SequenceCompareTo(b));
        foreach (var row in rows) total.AppendData(row);
        return Convert.ToHexStringLower(total.GetHashAndReset());
    }

    // Lengths go in, so that no two rows of cells read the same.
    private static byte[] Hash(IEnumerable<string?> cells) =>
        SHA256.HashData(System.Text.Encoding.UTF8.GetBytes(string.Concat(cells.Select(c => c is null ? "-;" : $"{c.Length}:{c};"))));
}
