using Azure.Core;
using Azure.Data.Tables;
using Azure.Identity;
using Azure.Storage.Blobs;
using Ecom.Domain;

namespace Ecom.Pipeline.Storage;

/// <summary>
/// A storage account named by a connection string (Azurite, or an account with keys) or by its blob endpoint
/// (<c>https://name.blob.core.windows.net</c>) and the identity the process runs under.
/// </summary>
public sealed class AzureStorageAccount
{
    private readonly string? _connectionString;
    private readonly Uri? _blobEndpoint;
    private readonly Uri? _tableEndpoint;
    private readonly TokenCredential? _credential;

    private AzureStorageAccount(string connectionString) => _connectionString = connectionString;

    /// <param name="blobEndpoint">The account's blob endpoint.</param>
    /// <param name="tableEndpoint">Its table endpoint.</param>
    /// <param name="credential">By default what <see cref="DefaultAzureCredential"/> finds.</param>
    public AzureStorageAccount(Uri blobEndpoint, Uri tableEndpoint, TokenCredential? credential = null)
    {
        _blobEndpoint = blobEndpoint;
        _tableEndpoint = tableEndpoint;
        _credential = credential ?? new DefaultAzureCredential();
    }

    /// <summary>Tells a storage account from a folder.</summary>
    public static bool IsAccount(string text) => IsConnectionString(text) || IsEndpoint(text);

    /// <exception cref="InputException">The text is neither a connection string nor a blob endpoint.</exception>
    public static AzureStorageAccount Parse(string text, TokenCredential? credential = null)
    {
        if (IsConnectionString(text)) return new AzureStorageAccount(text);
        if (!IsEndpoint(text)) throw new InputException("The storage is neither a connection string nor an account URL such as https://name.blob.core.windows.net.");
        var blobs = new Uri(text);
        if (!blobs.Host.Contains(".blob.", StringComparison.OrdinalIgnoreCase))
            throw new InputException($"{blobs.Host} is not a blob endpoint: it should read like name.blob.core.windows.net.");
        var tables = new UriBuilder(blobs) { Host = blobs.Host.Replace(".blob.", ".table.", StringComparison.OrdinalIgnoreCase) }.Uri;
        return new AzureStorageAccount(blobs, tables, credential);
    }

    public BlobContainerClient Container(string name)
    {
        var options = new BlobClientOptions();
        Patient(options);
        var service = _connectionString is not null
            ? new BlobServiceClient(_connectionString, options)
            : new BlobServiceClient(_blobEndpoint, _credential, options);
        return service.GetBlobContainerClient(name);
    }

    public TableClient Table(string name)
    {
        var options = new TableClientOptions();
        Patient(options);
        return _connectionString is not null
            ? new TableClient(_connectionString, name, options)
            : new TableClient(_tableEndpoint, name, _credential, options);
    }

    // A storage account may be away for some seconds when it fails over; a step that gives up sooner is only repeated as a whole.
    private static void Patient(ClientOptions options)
    {
        options.Retry.Mode = RetryMode.Exponential;
        options.Retry.MaxRetries = 6;
        options.Retry.Delay = TimeSpan.FromSeconds(0.4);
        options.Retry.MaxDelay = TimeSpan.FromSeconds(10);
    }

    private static bool IsConnectionString(string text) =>
        text.Contains("AccountName=", StringComparison.OrdinalIgnoreCase)
        || text.Contains("UseDevelopmentStorage=", StringComparison.OrdinalIgnoreCase)
        || text.Contains("BlobEndpoint=", StringComparison.OrdinalIgnoreCase);

    private static bool IsEndpoint(string text) => Uri.TryCreate(text, UriKind.Absolute, out var uri) && uri.Scheme == Uri.UriSchemeHttps;
}
