using System.ComponentModel;
using System.Diagnostics;
using System.Reflection;
using Azure.Data.Tables;
using Azure.Storage.Blobs;
using Ecom.Pipeline.Storage;

namespace Ecom.Azurite.Tests.Azurite;

/// <summary>One Azurite for the whole test run, installed from the lock file where it is not there yet.</summary>
public sealed class AzuriteFixture : IAsyncLifetime
{
    private readonly string _cache = Directory.CreateTempSubdirectory("ecom-cache-").FullName;
    private readonly List<AzureBlobStore> _stores = [];
    private AzuriteServer? _server;
    private string? _why;

    public string ConnectionString => Server.ConnectionString;

    public AzureStorageAccount Account => AzureStorageAccount.Parse(ConnectionString);

    private AzuriteServer Server
    {
        get
        {
            Skip.If(_server is null, _why);
            return _server;
        }
    }

    public async Task InitializeAsync()
    {
        var folder = typeof(AzuriteFixture).Assembly.GetCustomAttributes<AssemblyMetadataAttribute>().Single(a => a.Key == "AzuriteFolder").Value!;
        _why = await InstallAsync(Path.GetFullPath(folder));
        if (_why is null) _server = await AzuriteServer.StartNewAsync(Path.GetFullPath(folder));
    }

    public async Task DisposeAsync()
    {
        foreach (var store in _stores) store.Dispose();
        if (_server is not null) await _server.DisposeAsync();
        Directory.Delete(_cache, recursive: true);
    }

    /// <summary>A container no other test uses.</summary>
    public BlobContainerClient NewContainer() => Account.Container($"test-{Guid.NewGuid():n}");

    /// <summary>A table no other test uses.</summary>
    public TableClient NewTable() => Account.Table($"test{Guid.NewGuid():n}");

    public AzureBlobStore Open(BlobContainerClient container)
    {
        var store = new AzureBlobStore(container, _cache);
        _stores.Add(store);
        return store;
    }

    public Task StopServerAsync() => Server.StopAsync();

    public Task StartServerAsync() => Server.StartAsync();

    // Returns why the tests cannot run here, or null.
    private static async Task<string?> InstallAsync(string folder)
    {
        if (Directory.Exists(Path.Combine(folder, "node_modules", "azurite"))) return await Missing("node", "--version");
        if (await Missing("node", "--version") is { } node) return node;
        return await Missing(OperatingSystem.IsWindows() ? "npm.cmd" : "npm", "ci", "--no-audit", "--no-fund", "--ignore-scripts");

        async Task<string?> Missing(string program, params string[] arguments)
        {
            try
            {
                using var process = Process.Start(new ProcessStartInfo(program, arguments) { WorkingDirectory = folder, RedirectStandardOutput = true })!;
                await process.StandardOutput.ReadToEndAsync();
                await process.WaitForExitAsync();
                return process.ExitCode == 0 ? null : $"Azurite could not be installed: {program} {string.Join(' ', arguments)} ended with {process.ExitCode}.";
            }
            catch (Win32Exception)
            {
                return $"Azurite needs Node.js, and {program} is not there.";
            }
        }
    }
}
