using System.Text.Json;
using Azure.Core.Serialization;
using Ecom.Domain;
using Ecom.Pipeline.Activities;
using Ecom.Pipeline.Configuration;
using Ecom.Pipeline.Runs;
using Ecom.Pipeline.Storage;
using EcomFunctions.Triggers;
using Microsoft.Extensions.Logging;
using Moq;

namespace EcomFunctions.Tests.Triggers;

public sealed class PoisonDumpFunctionTests : IDisposable
{
    // As the host's blob extension writes it.
    private const string Message =
        """{"Type":"BlobTrigger","FunctionId":"Host.Functions.DumpUploaded","BlobType":"BlockBlob","ContainerName":"dumps","BlobName":"2026/events.csv","ETag":"\"0x1\""}""";

    private static readonly ShopPaths Paths = new(ShopId.Default);

    private readonly string _root = Directory.CreateTempSubdirectory("ecom-poison-").FullName;
    private readonly FolderBlobStore _dumps;
    private readonly FolderBlobStore _artefacts;
    private readonly Mock<ILogger<PoisonDumpFunction>> _logger = new();

    public PoisonDumpFunctionTests()
    {
        _dumps = new FolderBlobStore(Path.Combine(_root, "dumps"));
        _artefacts = new FolderBlobStore(Path.Combine(_root, "artefacts"));
        _logger.Setup(l => l.IsEnabled(It.IsAny<LogLevel>())).Returns(true);
    }

    public void Dispose()
    {
        _dumps.Dispose();
        _artefacts.Dispose();
        Directory.Delete(_root, recursive: true);
    }

    [Fact]
    public async Task A_poisoned_announcement_puts_the_dump_in_quarantine_and_says_so_for_the_alert()
    {
        await _dumps.WriteAsync("2026/events.csv", new MemoryStream([1, 2, 3]));
        await RunAsync();

        var id = IngestService.IdOf("2026/events.csv", "0x1");
        var record = (await _artefacts.ReadJsonAsync<QuarantineRecord>(Paths.QuarantineRecord(id)))!.Value.Value;
        Assert.Contains("failed five times", record.Reason, StringComparison.Ordinal);
        Assert.Equal(3, (await _artefacts.GetInfoAsync($"{Paths.Quarantine}{id}/events.csv"))!.Length);
        _logger.Verify(l => l.Log(
            LogLevel.Warning, It.Is<EventId>(e => e.Name == "DumpQuarantined"), It.IsAny<It.IsAnyType>(), It.IsAny<Exception?>(), It.IsAny<Func<It.IsAnyType, Exception?, string>>()), Times.Once);
    }

    [Fact]
    public async Task A_dump_that_is_gone_by_then_and_a_message_that_comes_twice_leave_one_record()
    {
        await RunAsync();
        await RunAsync();
        Assert.NotNull(await _artefacts.GetInfoAsync(Paths.QuarantineRecord(IngestService.IdOf("2026/events.csv", "0x1"))));
    }

    // Through the serializer that the app gives the worker.
    private async Task RunAsync()
    {
        var message = (PoisonDumpFunction.PoisonMessage)(await new JsonObjectSerializer(PipelineJson.Options)
            .DeserializeAsync(new MemoryStream(JsonSerializer.SerializeToUtf8Bytes(JsonElement.Parse(Message))), typeof(PoisonDumpFunction.PoisonMessage), default))!;
        var quarantine = new QuarantineDump(new PipelineStores(_dumps, _artefacts), TimeProvider.System);
        await new PoisonDumpFunction(quarantine, ShopId.Default, _logger.Object).PoisonDump(message, default);
    }
}
