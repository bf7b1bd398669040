using System.Text.Json;
using Ecom.Pipeline.Configuration;

namespace Ecom.Pipeline.Storage;

/// <summary>JSON documents in a blob store: read with their ETag, write under a condition, update by compare-and-swap.</summary>
public static class BlobJson
{
    /// <summary>The document and its ETag, or null where there is none.</summary>
    public static async Task<(T Value, string ETag)?> ReadJsonAsync<T>(this IBlobStore store, string path, CancellationToken cancellation = default)
    {
        await using var content = await store.OpenReadAsync(path, cancellation);
        if (content is null) return null;
        var value = await JsonSerializer.DeserializeAsync<T>(content.Stream, PipelineJson.Options, cancellation)
            ?? throw new JsonException($"The document {path} is empty.");
        return (value, content.Info.ETag);
    }

    /// <returns>The new ETag, or null where the condition did not hold.</returns>
    public static async Task<string?> WriteJsonAsync<T>(
        this IBlobStore store, string path, T value, WriteCondition condition = default, CancellationToken cancellation = default)
    {
        using var buffer = new MemoryStream();
        await JsonSerializer.SerializeAsync(buffer, value, PipelineJson.Indented, cancellation);
        buffer.Position = 0;
        return await store.WriteAsync(path, buffer, condition, cancellation);
    }

    /// <summary>
    /// Writes a document that must be written once. Whoever comes second gets the first one's document: so any step may run twice.
    /// </summary>
    public static async Task<T> CommitOnceAsync<T>(this IBlobStore store, string path, T value, CancellationToken cancellation = default)
    {
        if (await store.WriteJsonAsync(path, value, WriteCondition.IfAbsent, cancellation) is not null) return value;
        var winner = await store.ReadJsonAsync<T>(path, cancellation)
            ?? throw new InvalidOperationException($"The document {path} was there and is gone.");
        return winner.Value;
    }

    /// <summary>Reads, changes and writes a document until no other writer came between. The change may return its input to leave it as it is.</summary>
    public static async Task<T> UpdateJsonAsync<T>(
        this IBlobStore store, string path, T initial, Func<T, T> change, CancellationToken cancellation = default) where T : class
    {
        while (true)
        {
            cancellation.ThrowIfCancellationRequested();
            var current = await store.ReadJsonAsync<T>(path, cancellation);
            var before = current?.Value ?? initial;
            var after = change(before);
            if (ReferenceEquals(before, after)) return before;
            var condition = current is null ? WriteCondition.IfAbsent : WriteCondition.IfMatch(current.Value.ETag);
            if (await store.WriteJsonAsync(path, after, condition, cancellation) is not null) return after;
        }
    }
}
