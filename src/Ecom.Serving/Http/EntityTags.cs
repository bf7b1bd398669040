using System.IO.Hashing;
using System.Text.Json;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Primitives;
using Microsoft.Net.Http.Headers;

namespace Ecom.Serving.Http;

/// <summary>Entity tags (RFC 9110): answers that are asked for again and again are not sent again, and what was changed meanwhile is not written over.</summary>
public static class EntityTags
{
    /// <summary>The tag of a document that is not there yet.</summary>
    private const string Nothing = "none";

    /// <summary>
    /// Runs an operation and sends its answer with a tag, or 304 where the caller has it. The tag is the operation's own, or a weak one of the content; the id of a list is not content: it
    /// is another at every call, and a caller who keeps a list keeps its id.
    /// </summary>
    public static async Task RevalidateAsync(HttpContext context, RequestDelegate operation)
    {
        var (response, body) = (context.Response, context.Response.Body);
        using var answer = new MemoryStream();
        response.Body = answer;
        try
        {
            await operation(context);
            await response.BodyWriter.FlushAsync(context.RequestAborted);
        }
        finally
        {
            response.Body = body;
        }
        if (response.StatusCode == StatusCodes.Status200OK)
        {
            var content = answer.GetBuffer().AsSpan(0, (int)answer.Length);
            if (StringValues.IsNullOrEmpty(response.Headers.ETag))
                response.Headers.ETag = $"W/\"{(response.ContentType?.Contains("json", StringComparison.Ordinal) == true ? OfJson(content) : XxHash128.HashToUInt128(content)):x32}\"";
            if (Matches(context.Request.Headers.IfNoneMatch, response.Headers.ETag.ToString(), strong: false))
            {
                (response.StatusCode, response.ContentLength, response.ContentType) = (StatusCodes.Status304NotModified, null, null);
                return;
            }
        }
        response.ContentLength = answer.Length;
        await response.Body.WriteAsync(answer.GetBuffer().AsMemory(0, (int)answer.Length), context.RequestAborted);
    }

    /// <summary>A stored document's tag as the protocol writes it; null: the document is not there.</summary>
    public static string OfStored(string? etag) => $"\"{etag?.Trim('"') ?? Nothing}\"";

    /// <exception cref="ApiException">412: the caller asks for a change to another state than the stored one.</exception>
    /// <param name="ifMatch">The header; null or empty where it is not there.</param>
    /// <param name="etag">Of the stored document.</param>
    public static void CheckMatch(string? ifMatch, string? etag)
    {
        if (string.IsNullOrEmpty(ifMatch)) return;
        if (ifMatch.Trim() == "*" ? etag is null : !Matches(ifMatch, OfStored(etag), strong: true)) throw Changed();
    }

    internal static ApiException Changed() => new(412, "It has been changed since it was read: read it again. Nothing was stored.");

    private static bool Matches(StringValues given, string tag, bool strong)
    {
        if (StringValues.IsNullOrEmpty(given)) return false;
        return EntityTagHeaderValue.TryParseList(given, out var tags) && EntityTagHeaderValue.TryParse(tag, out var own)
            && tags.Any(t => t.Equals(EntityTagHeaderValue.Any) || t.Compare(own, useStrongComparison: strong));
    }

    private static UInt128 OfJson(ReadOnlySpan<byte> json)
    {
        var hash = new XxHash128();
        var reader = new Utf8JsonReader(json);
        var skip = false;
        Span<byte> kind = stackalloc byte[1];
        while (reader.Read())
        {
            if (skip)
            {
                skip = false;
                continue;
            }
            skip = reader.TokenType == JsonTokenType.PropertyName && reader.CurrentDepth == 1 && reader.ValueTextEquals("listId"u8);
            kind[0] = (byte)reader.TokenType;
            hash.Append(kind);
            hash.Append(reader.ValueSpan);
        }
        return hash.GetCurrentHashAsUInt128();
    }
}
