using System.Text;
using Azure;
using Azure.Core;
using Azure.Core.Pipeline;
using Azure.Storage.Blobs;
using Ecom.Azurite.Tests.Azurite;
using Ecom.Pipeline.Storage;
using Ecom.PortContracts.Storage;

namespace Ecom.Azurite.Tests.Storage;

/// <summary>What only a service has to worry about: lost answers, outages, a container that is not there.</summary>
[Collection(AzuriteCollection.Name)]
public sealed class AzureBlobStoreTests(AzuriteFixture azurite)
{
    [SkippableFact]
    public async Task Where_there_is_no_container_there_are_no_blobs()
    {
        var store = azurite.Open(azurite.NewContainer());
        Assert.Null(await store.GetInfoAsync("p"));
        Assert.Null(await store.OpenReadAsync("p"));
        Assert.Empty(await store.ListAsync("").ToListAsync());
        await store.DeleteAsync("p");
        Assert.Null(await store.WriteAsync("p", Text("x"), WriteCondition.IfMatch("0x1")));
    }

    [SkippableFact]
    public async Task A_large_first_write_makes_the_container()
    {
        var store = azurite.Open(azurite.NewContainer());
        Assert.NotNull(await store.WriteAsync("p", new PatternStream(5 << 20), WriteCondition.IfAbsent));
    }

    [SkippableTheory]
    [InlineData(10)]
    [InlineData(9 << 20)]
    public async Task A_write_whose_answer_was_lost_is_known_as_ones_own(int bytes)
    {
        var container = azurite.NewContainer();
        await container.CreateAsync();
        using var store = azurite.Open(Wrap(container, new LostAnswers()));
        var etag = await store.WriteAsync("claim", new PatternStream(bytes), WriteCondition.IfAbsent);
        Assert.NotNull(etag);
        Assert.Equal(etag, (await azurite.Open(container).GetInfoAsync("claim"))!.ETag);
        var next = await store.WriteAsync("claim", new PatternStream(bytes), WriteCondition.IfMatch(etag));
        Assert.NotNull(next);
        Assert.NotEqual(etag, next);
    }

    [SkippableFact]
    public async Task Work_goes_on_over_a_restart_of_the_service()
    {
        var store = azurite.Open(azurite.NewContainer());
        await store.WriteAsync("before", Text("kept"));
        await store.AppendAsync("log", "1,"u8.ToArray());
        await store.WriteAsync("counter", Text("0"));
        using var stop = new CancellationTokenSource();
        var counted = Task.Run(async () =>
        {
            var count = 0;
            for (; !stop.IsCancellationRequested; count++)
            {
                await using var content = await store.OpenReadAsync("counter");
                var value = int.Parse(await new StreamReader(content!.Stream).ReadToEndAsync(), System.Globalization.CultureInfo.InvariantCulture);
                Assert.Equal(count, value);
                Assert.NotNull(await store.WriteAsync("counter", Text($"{count + 1}"), WriteCondition.IfMatch(content.Info.ETag)));
            }

            return count;
        });
        var large = Task.Run(() => store.WriteAsync("large", new SlowStream(40 << 20)));

        await Task.Delay(300);
        await azurite.StopServerAsync();
        await azurite.StartServerAsync();

        Assert.NotNull(await large);
        await stop.CancelAsync();
        Assert.True(await counted > 0);
        Assert.Equal("kept", await TextAsync(store, "before"));
        Assert.Equal(2, await store.AppendAsync("log", "2,"u8.ToArray()));
        Assert.Equal("1,2,", await TextAsync(store, "log"));
        await using var read = await store.OpenReadAsync("large");
        Assert.Equal(40 << 20, await PatternStream.CheckAsync(read!.Stream));
    }

    [SkippableFact]
    public async Task A_service_that_stays_away_is_an_error_not_an_absence()
    {
        var options = new BlobClientOptions { Retry = { MaxRetries = 1, Delay = TimeSpan.FromMilliseconds(10) } };
        // Nothing listens on the discard port of loopback.
        var container = new BlobServiceClient(azurite.ConnectionString.Replace("BlobEndpoint=http://127.0.0.1:", "BlobEndpoint=http://127.0.0.1:9/", StringComparison.Ordinal), options)
            .GetBlobContainerClient("test-away");
        var store = azurite.Open(container);
        var error = await Record.ExceptionAsync(() => store.GetInfoAsync("p"));
        Assert.True(error is RequestFailedException or AggregateException, error?.ToString());
    }

    [SkippableFact]
    public async Task Stores_of_both_kinds_open_by_their_address()
    {
        var stores = BlobStores.Create(azurite.ConnectionString);
        Assert.IsType<AzureBlobStore>(stores.Dumps);
        Assert.NotNull(await stores.Dumps.WriteAsync($"{Guid.NewGuid():n}.csv", Text("a,b")));
    }

    private BlobContainerClient Wrap(BlobContainerClient container, HttpPipelinePolicy policy)
    {
        var options = new BlobClientOptions { Retry = { Delay = TimeSpan.FromMilliseconds(10), MaxDelay = TimeSpan.FromMilliseconds(50) } };
        options.AddPolicy(policy, HttpPipelinePosition.PerRetry);
        return new BlobServiceClient(azurite.ConnectionString, options).GetBlobContainerClient(container.Name);
    }

    private static MemoryStream Text(string text) => new(Encoding.UTF8.GetBytes(text));

    private static async Task<string> TextAsync(AzureBlobStore store, string path)
    {
        await using var content = await store.OpenReadAsync(path);
        return await new StreamReader(content!.Stream).ReadToEndAsync();
    }

    /// <summary>Lets every first conditional write through and loses its answer.</summary>
    private sealed class LostAnswers : HttpPipelinePolicy
    {
        private readonly HashSet<string> _lost = [];

        public override void Process(HttpMessage message, ReadOnlyMemory<HttpPipelinePolicy> pipeline) => throw new NotSupportedException();

        public override async ValueTask ProcessAsync(HttpMessage message, ReadOnlyMemory<HttpPipelinePolicy> pipeline)
        {
            await ProcessNextAsync(message, pipeline);
            var conditional = message.Request.Headers.Contains("If-Match") || message.Request.Headers.Contains("If-None-Match");
            if (message.Request.Method == RequestMethod.Put && conditional && _lost.Add(message.Request.ClientRequestId))
                throw new IOException("the connection broke before the answer came");
        }
    }

    /// <summary>The pattern, at a pace that an outage falls into.</summary>
    private sealed class SlowStream(long length) : Stream
    {
        private readonly PatternStream _inner = new(length);

        public override bool CanRead => true;
        public override bool CanSeek => false;
        public override bool CanWrite => false;
        public override long Length => throw new NotSupportedException();
        public override long Position { get => _inner.Position; set => throw new NotSupportedException(); }

        public override int Read(byte[] buffer, int offset, int count)
        {
            Thread.Sleep(20);
            return _inner.Read(buffer, offset, Math.Min(count, 1 << 20));
        }

        public override void Flush() { }
        public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();
        public override void SetLength(long value) => throw new NotSupportedException();
        public override void Write(byte[] buffer, int offset, int count) => throw new NotSupportedException();
    }
}
