using System.IO.Hashing;
using System.Text.Json;
using Ecom.Pipeline.Configuration;
using Ecom.Pipeline.Feedback;
using Ecom.Serving.Http;
using Ecom.Serving.Recommending;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;

namespace Ecom.Serving.Feedback;

/// <summary>
/// Takes events: into the log first, then into user state, then it answers. So what was acknowledged is durable, and the customer's next request sees it.
/// </summary>
public sealed partial class FeedbackHandler(
    IFeedbackLog log, IUserState state, AppliedBatches applied, IdempotencyCache cache, FeedbackMeter meter, LiveActivity live, ListIds lists, IOptions<ServingOptions> options, TimeProvider time,
    ILogger<FeedbackHandler> logger)
{
    private const int LongestKey = 128;

    /// <param name="request">The batch.</param>
    /// <param name="idempotencyKey">Repeats with this key and the same content are answered alike and counted once; null: none.</param>
    /// <param name="cancellation">Cancels the wait, not the storing.</param>
    /// <exception cref="ApiException">The batch is not valid (400), or the key came before with other content (422).</exception>
    /// <exception cref="FeedbackBusyException">The log takes no more now; nothing was stored.</exception>
    public async Task<FeedbackReceipt> HandleAsync(FeedbackRequest request, string? idempotencyKey, CancellationToken cancellation)
    {
        if (idempotencyKey is not null && !IsKey(idempotencyKey))
            throw ApiException.BadRequest("Idempotency-Key", $"must be 1 to {LongestKey} visible ASCII characters.");
        var body = idempotencyKey is null ? default : Hash(request);
        if (idempotencyKey is not null && cache.Find(idempotencyKey, body) is { } before)
            return before.SameBody ? before.Receipt : throw new ApiException(422, "This Idempotency-Key was used before with other content.");

        var batchId = idempotencyKey ?? Guid.CreateVersion7(time.GetUtcNow()).ToString("N");
        var batch = FeedbackValidator.Check(request, batchId, time.GetUtcNow(), options.Value.MaximumBatch, lists);
        await log.AppendAsync(batch, cancellation);
        meter.Add(batch.Events.Count);
        live.Add(batch.Events);
        try
        {
            await state.ApplyAsync(batch.Events, cancellation);
            applied.Add(batch);
        }
        catch (Exception e) when (e is not OperationCanceledException)
        {
            // The events are durable, so the caller must not send them again; the repair from the log brings the state up to date.
            LogStateBehind(e);
        }
        var receipt = new FeedbackReceipt(batchId, batch.Events.Count);
        if (idempotencyKey is not null) cache.Add(idempotencyKey, body, receipt);
        return receipt;
    }

    private static bool IsKey(string text) => text.Length is > 0 and <= LongestKey && text.All(c => c is > ' ' and <= '~');

    private static UInt128 Hash(FeedbackRequest request) =>
        XxHash128.HashToUInt128(JsonSerializer.SerializeToUtf8Bytes(request, PipelineJson.Options));

    [LoggerMessage(Level = LogLevel.Error, Message = "User state could not be written; it is repaired from the feedback log.")]
    private partial void LogStateBehind(Exception error);
}
