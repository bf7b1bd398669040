using Azure;

namespace Ecom.Pipeline.Storage.AzureBlobs;

internal static class ETags
{
    /// <summary>Headers quote an ETag, listings do not; ours are unquoted everywhere.</summary>
    public static string Of(ETag etag) => etag.ToString("G").Trim('"');
}
