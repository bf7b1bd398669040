using Azure.Storage.Blobs;
using Ecom.Domain;
using Ecom.Pipeline.Orchestrations;
using Ecom.Pipeline.Runs;
using Ecom.Pipeline.Storage;
using EcomFunctions.Durable;
using EcomFunctions.Triggers;
using Microsoft.DurableTask;
using Microsoft.DurableTask.Client;
using Moq;

namespace EcomFunctions.Tests.Triggers;

public sealed class DumpFunctionsTests : IDisposable
{
    private readonly string _root = Directory.CreateTempSubdirectory("ecom-functions-").FullName;
    private readonly FolderBlobStore _dumps;
    private readonly FolderBlobStore _artefacts;
    private readonly CurrentDurableClient _current = new();
    private readonly List<(string Id, IngestInput Input)> _started = [];

    public DumpFunctionsTests() => (_dumps, _artefacts) = (new FolderBlobStore(Path.Combine(_root, "dumps")), new FolderBlobStore(Path.Combine(_root, "artefacts")));

    public void Dispose()
    {
        _dumps.Dispose();
        _artefacts.Dispose();
        Directory.Delete(_root, recursive: true);
    }

    [Fact]
    public async Task An_upload_starts_the_ingest_of_that_version()
    {
        var etag = await _dumps.WriteAsync("2026/events.csv", new MemoryStream([1]));
        await Functions.DumpUploaded(Mock.Of<BlobClient>(), "2026/events.csv", Client(), default);
        await Functions.DumpScanned(Mock.Of<BlobClient>(), "2026/events.csv", Client(), default);

        Assert.Equal(2, _started.Count);
        Assert.Single(_started.Distinct());
        Assert.Equal(InstanceIds.Ingest(ShopId.Default, IngestService.IdOf("2026/events.csv", etag!)), _started[0].Id);
    }

    [Theory]
    [InlineData("events.csv.mapping.json", true)]
    [InlineData(".hidden", true)]
    [InlineData("gone.csv", false)]
    public async Task What_is_no_dump_or_gone_starts_nothing(string name, bool exists)
    {
        if (exists) await _dumps.WriteAsync(name, new MemoryStream([1]));
        await Functions.DumpUploaded(Mock.Of<BlobClient>(), name, Client(), default);
        Assert.Empty(_started);
    }

    private PipelineStores Stores => new(_dumps, _artefacts);

    private DumpFunctions Functions => new(new IngestService(new DurableOrchestrationClient(_current), ShopId.Default), Stores, _current);

    private DurableTaskClient Client()
    {
        var client = Fakes.DurableClient();
        client.Setup(c => c.ScheduleNewOrchestrationInstanceAsync(It.IsAny<TaskName>(), It.IsAny<object?>(), It.IsAny<StartOrchestrationOptions>(), It.IsAny<CancellationToken>()))
            .Callback((TaskName _, object? input, StartOrchestrationOptions? options, CancellationToken _) => _started.Add((options!.InstanceId!, (IngestInput)input!)))
            .ReturnsAsync("id");
        return client.Object;
    }
}
