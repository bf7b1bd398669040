using System.Text.Json;
using Ecom.Serving.Feedback;
using Ecom.Serving.Http;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Json;
using Microsoft.Extensions.Options;

namespace Ecom.Serving.Recommending;

/// <summary>Answers a batch of customers with a line of JSON each, written as the lists are made.</summary>
public sealed class BatchHandler(BatchLists lists, IOptions<ServingOptions> options, IOptions<JsonOptions> json)
{
    private const int FlushAt = 1 << 16;

    /// <exception cref="ApiException">A parameter is out of range, or an id is none; nothing has been written then.</exception>
    public async Task WriteAsync(BatchRequest request, BatchUsers users, HttpResponse response, CancellationToken cancellation)
    {
        request.Validate(options.Value);
        var wanted = users.UserIds ?? [];
        if (wanted.Count == 0) throw ApiException.BadRequest("userIds", "must have at least one id.");
        if (wanted.Count > options.Value.MaximumBatch) throw ApiException.BadRequest("userIds", $"must have at most {options.Value.MaximumBatch} ids.");
        var errors = new FieldErrors();
        for (var k = 0; k < wanted.Count; k++) errors.Text($"userIds[{k}]", wanted[k], FeedbackValidator.LongestId, required: true);
        errors.ThrowIfAny("The batch");

        response.ContentType = "application/x-ndjson";
        var waiting = new MemoryStream();
        await foreach (var list in lists.MakeAsync(wanted, request, cancellation))
        {
            JsonSerializer.Serialize(waiting, list, json.Value.SerializerOptions);
            waiting.WriteByte((byte)'\n');
            if (waiting.Length >= FlushAt) await FlushAsync();
        }
        await FlushAsync();

        async Task FlushAsync()
        {
            await response.Body.WriteAsync(waiting.GetBuffer().AsMemory(0, (int)waiting.Length), cancellation);
            waiting.SetLength(0);
        }
    }
}
