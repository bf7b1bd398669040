using Ecom.Serving.Storefront;

namespace Ecom.Serving.Recommending;

/// <summary>
/// Makes ids of lists; they sort by time. Where the storefront has a key, an id carries its signature (<c>{id}.{16 bytes of the HMAC, base64url}</c>), so that feedback cannot name lists nobody was given.
/// </summary>
public sealed class ListIds(StorefrontKeys keys, TimeProvider time)
{
    private const int SignatureBytes = 16;

    public string Next()
    {
        var id = Guid.CreateVersion7(time.GetUtcNow()).ToString("N");
        return keys.Any ? $"{id}.{keys.Sign(Signed(id), SignatureBytes)}" : id;
    }

    /// <summary>Whether a list of that id was handed out here; without a key, nobody can tell.</summary>
    public bool MayBeOurs(string listId)
    {
        if (!keys.Any) return true;
        var dot = listId.IndexOf('.', StringComparison.Ordinal);
        return dot > 0 && keys.IsSigned(Signed(listId[..dot]), listId.AsSpan(dot + 1), SignatureBytes);
    }

    // No visitor's token, whatever it says.
    private static string Signed(string id) => "list." + id;
}
