using System.Net.Http.Headers;
using System.Text.Json;
using Ecom.Domain;
using Ecom.Pipeline.Configuration;
using Ecom.Pipeline.Feedback;
using Ecom.Serving.Feedback;
using Ecom.Serving.Http;
using Ecom.Serving.Recommending;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Options;

namespace Ecom.Serving.Storefront;

/// <summary>What browsers call without an API key. A token names the customer; without one a visitor is a session, whose id only the browser knows.</summary>
public sealed class StorefrontHandler(
    VisitorTokens tokens, RecommendHandler recommend, SessionHandler sessions, FeedbackHandler feedback, VisitorQuota quota, IUserState state, IOptions<ServingOptions> options, TimeProvider time)
{
    /// <summary>Too long to be guessed.</summary>
    private const int ShortestSession = 16;

    /// <exception cref="ApiException">The request makes no sense (400), or no key is configured (403).</exception>
    public IssuedToken Issue(TokenRequest request)
    {
        CheckOpen();
        var lifetime = request.Minutes is { } minutes ? TimeSpan.FromMinutes(Math.Clamp(double.IsNaN(minutes) ? 0 : minutes, 0, 1e6)) : options.Value.Storefront.TokenLifetime;
        if (lifetime <= TimeSpan.Zero || lifetime > options.Value.Storefront.LongestLifetime)
            throw ApiException.BadRequest("minutes", $"must be above 0 and at most {options.Value.Storefront.LongestLifetime.TotalMinutes:0}.");
        var errors = new FieldErrors();
        errors.Text("userId", request.UserId, FeedbackValidator.LongestId, required: true);
        errors.ThrowIfAny("The request");
        // Whole seconds, as the token has them.
        var expires = DateTimeOffset.FromUnixTimeSeconds((time.GetUtcNow() + lifetime).ToUnixTimeSeconds());
        return new IssuedToken(tokens.Sign(new VisitorToken(request.UserId, expires)), expires);
    }

    /// <exception cref="ApiException">Another customer's list was asked for (403), or the token is not good (401).</exception>
    public async Task<ItemList> RecommendAsync(StorefrontListRequest request, HttpRequest http, CancellationToken cancellation)
    {
        CheckOpen();
        var token = Token(http, null);
        if (request.User is { Length: > 0 } && token is null) throw new ApiException(401, "A customer's list needs the customer's token.");
        if (request.User is { Length: > 0 } other && other != token!.UserId) throw new ApiException(403, "The token is another customer's.");
        if (request.Session is not null) CheckSession(request.Session);
        return token is null
            ? await sessions.ForSessionAsync(request.Session, [], request, cancellation)
            : await recommend.ForUserAsync(token.UserId, request.Session, request, cancellation);
    }

    /// <exception cref="ApiException">An event is not valid (400) or another customer's (403), the token is not good (401), or the visitor has sent too many (429).</exception>
    public async Task<FeedbackReceipt> SendAsync(HttpRequest http, CancellationToken cancellation)
    {
        CheckOpen();
        var sent = await BodyAsync<StorefrontEvents>(http, cancellation);
        var events = sent.Events ?? [];
        if (events.Count > options.Value.Storefront.MaximumBatch) throw ApiException.BadRequest("events", $"must have at most {options.Value.Storefront.MaximumBatch} events.");
        var token = Token(http, sent.Token);
        var errors = new FieldErrors();
        for (var k = 0; k < events.Count; k++)
        {
            if (events[k] is not { } e) continue;
            if (e.UserId is { Length: > 0 } user && user != token?.UserId) throw new ApiException(token is null ? 401 : 403, "Events of a customer need the customer's token.");
            if (token is null) errors.Text($"events[{k}].sessionId", e.SessionId, FeedbackValidator.LongestId, required: true);
            if (e.SessionId is { Length: < ShortestSession }) errors.Add($"events[{k}].sessionId", $"has fewer than {ShortestSession} characters.");
            if (e.Kind == EventKind.Purchase && !options.Value.Storefront.Purchases) errors.Add($"events[{k}].kind", "Purchase comes from the shop's server only.");
        }
        errors.ThrowIfAny("The batch");
        quota.Take(events.OfType<FeedbackEvent>().Select(e => token is not null ? UserKeys.OfUser(token.UserId) : UserKeys.OfSession(e.SessionId!)));
        return await feedback.HandleAsync(new FeedbackRequest([.. events.Select(e => e is null || token is null ? e! : e with { UserId = token.UserId })]), null, cancellation);
    }

    /// <summary>Makes a session's events the customer's: the same events once more, now with the customer's name, of which the later counts.</summary>
    /// <exception cref="ApiException">There is no token, or it is not good (401).</exception>
    public async Task<MergeReceipt> MergeAsync(HttpRequest http, CancellationToken cancellation)
    {
        CheckOpen();
        var request = await BodyAsync<MergeRequest>(http, cancellation);
        var token = Token(http, request.Token) ?? throw new ApiException(401, "Merging needs the customer's token.");
        CheckSession(request.SessionId);
        var recent = (await state.GetAsync(UserKeys.OfSession(request.SessionId), cancellation)).Events;
        var known = (await state.GetAsync(UserKeys.OfUser(token.UserId), cancellation)).Events.Select(e => e.EventId).ToHashSet(StringComparer.Ordinal);
        // Price and pieces are not in the state: a purchase said again would lose them.
        var oldest = time.GetUtcNow() - TimeSpan.FromDays(365);
        var events = recent.Where(e => e.Kind is not (EventKind.Purchase or EventKind.Search) && e.ItemId is not null && e.Time > oldest && !known.Contains(e.EventId))
            .Select(e => new FeedbackEvent { EventId = e.EventId, Kind = e.Kind, Time = e.Time, UserId = token.UserId, SessionId = request.SessionId, ItemId = e.ItemId, Value = e.Value }).ToArray();
        if (events.Length > 0) await feedback.HandleAsync(new FeedbackRequest(events), null, cancellation);
        return new MergeReceipt(events.Length);
    }

    private void CheckOpen()
    {
        if (!tokens.IsOpen) throw new ApiException(403, $"The storefront is closed: no key is configured ({ServingOptions.Section}:Storefront:Keys).");
    }

    private static void CheckSession(string? session)
    {
        if (session is not { Length: >= ShortestSession and <= FeedbackValidator.LongestId }) throw ApiException.BadRequest("session", $"must have {ShortestSession} to {FeedbackValidator.LongestId} characters.");
    }

    private VisitorToken? Token(HttpRequest http, string? inBody)
    {
        var text = AuthenticationHeaderValue.TryParse(http.Headers.Authorization.ToString(), out var header) && header.Scheme.Equals("Bearer", StringComparison.OrdinalIgnoreCase) ? header.Parameter : inBody;
        return string.IsNullOrEmpty(text) ? null : tokens.Read(text);
    }

    /// <summary>JSON under any name: a beacon that said application/json to another origin would be asked about first, when the page is gone already.</summary>
    private static async Task<T> BodyAsync<T>(HttpRequest http, CancellationToken cancellation)
    {
        try
        {
            return await JsonSerializer.DeserializeAsync<T>(http.Body, PipelineJson.Options, cancellation) ?? throw new ApiException(400, "The body must not be null.");
        }
        catch (JsonException e)
        {
            throw new ApiException(400, "The body is not the JSON expected: " + e.Message);
        }
    }
}
