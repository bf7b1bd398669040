using Ecom.Domain;
using Ecom.Pipeline.Storage;
using Microsoft.Extensions.Configuration;

namespace EcomFunctions.Hosting;

/// <summary>The data account, from the same settings the triggers' connection reads: one text, or endpoints and an identity.</summary>
internal static class StorageSettings
{
    public const string Connection = "EcomStorage";

    /// <exception cref="InputException">Nothing usable is configured.</exception>
    public static AzureStorageAccount Read(IConfiguration configuration)
    {
        var section = configuration.GetSection(Connection);
        if (section.Value is { Length: > 0 } text) return AzureStorageAccount.Parse(text);
        return Endpoint(section, "blobServiceUri") is { } blobs && Endpoint(section, "tableServiceUri") is { } tables
            ? new AzureStorageAccount(blobs, tables)
            : throw new InputException($"{Connection} is not configured: set it to a connection string, or set {Connection}__blobServiceUri and {Connection}__tableServiceUri.");
    }

    private static Uri? Endpoint(IConfigurationSection section, string key) => Uri.TryCreate(section[key], UriKind.Absolute, out var uri) ? uri : null;
}
