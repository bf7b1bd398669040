using System.Security.Cryptography;
using System.Text;
using Ecom.Domain;

namespace Ecom.Augmentation.Privacy;

/// <summary>Interactions' identity for their budget: SHA-256 of the histories, whatever users are called and however users and items are ordered and numbered.</summary>
public static class BehaviourHash
{
    /// <param name="histories">Users × items.</param>
    /// <param name="items">Id of each item.</param>
    public static string Of(Interactions histories, IReadOnlyList<string> items)
    {
        var rows = Enumerable.Range(0, histories.UserCount).Where(u => histories.RowLength(u) > 0).Select(Row).ToArray();
        Array.Sort(rows, (a, b) => a.AsSpan().SequenceCompareTo(b));
        using var total = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        total.AppendData("interactions"u8);
        foreach (var row in rows) total.AppendData(row);
        return Convert.ToHexStringLower(total.GetHashAndReset());

        // Lengths go in, so that no two histories read the same.
        byte[] Row(int user) => SHA256.HashData(Encoding.UTF8.GetBytes(string.Concat(
            histories.Items(user).ToArray().Select(i => items[i]).Order(StringComparer.Ordinal).Select(i => $"{i.Length}:{i};"))));
    }
}
