using System.Text;
using System.Text.Json;
using Ecom.Serving.Http;
using Ecom.Serving.Recommending;
using Ecom.Serving.Storefront;
using Microsoft.Extensions.Options;

namespace Ecom.HttpContract;

/// <summary>What a browser may do: with a token its own customer's, without one its session's.</summary>
public abstract class StorefrontContract : HttpContract
{
    private const string Key = "a-storefront-key-of-32-characters";
    private const string Session = "0123456789abcdef";
    private const string Lists = "/api/storefront/recommendations";
    private const string Events = "/api/storefront/events";

    [Fact]
    public async Task A_token_opens_its_own_customers_list_and_no_other()
    {
        await using var host = await StartOpenAsync();
        var (status, issued) = await host.PostAsync("/api/storefront/tokens", new { userId = "ann", minutes = 5 });
        Assert.Equal(200, status);
        var bearer = ("Authorization", "Bearer " + issued.GetProperty("token").GetString());
        foreach (var path in new[] { Lists + "?n=4", Lists + "?n=4&user=ann" })
        {
            (status, var list) = await host.GetAsync(path, bearer);
            Assert.Equal((200, "i1,i2,i3,i4"), (status, string.Join(',', ContractHost.Ids(list))));
        }
        Assert.Equal(403, (await host.GetAsync(Lists + "?user=bob", bearer)).Status);
        Assert.Equal(401, (await host.GetAsync(Lists + "?user=ann")).Status);
        Assert.Equal(403, (await host.PostAsync(Events, new { events = new[] { View("i7", user: "bob") } }, bearer)).Status);
        Assert.Equal(401, (await host.PostAsync(Events, new { events = new[] { View("i7", user: "ann") } })).Status);
        Assert.Equal(400, (await host.PostAsync("/api/storefront/tokens", new { userId = "ann", minutes = 100_000 })).Status);
    }

    [Fact]
    public async Task A_token_that_was_altered_signed_elsewhere_or_has_expired_opens_nothing()
    {
        await using var host = await StartOpenAsync(o => o.Storefront.Keys.Add("an-older-key-that-is-still-good-32"));
        var later = DateTimeOffset.UtcNow.AddMinutes(1);
        var good = Signed(Key, "ann", later);
        Assert.Equal(200, await StatusAsync(good));
        Assert.Equal(200, await StatusAsync(Signed("an-older-key-that-is-still-good-32", "ann", later)));
        Assert.Equal(401, await StatusAsync(Signed("another-key-of-thirty-two-characters", "ann", later)));
        Assert.Equal(401, await StatusAsync(Signed(Key, "ann", DateTimeOffset.UtcNow.AddSeconds(-1))));
        var parts = good.Split('.');
        Assert.Equal(401, await StatusAsync(string.Join('.', parts[0], "9999999999", parts[2], parts[3])));
        Assert.Equal(401, await StatusAsync(string.Join('.', parts[0], parts[1], "Ym9i", parts[3])));
        foreach (var text in new[] { "x", "ev1...", "ev1.a.b.c", good + "A", good[..^2], $"{good}.{parts[3]}" }) Assert.Equal(401, await StatusAsync(text));

        async Task<int> StatusAsync(string token) => (await host.GetAsync(Lists, ("Authorization", "Bearer " + token))).Status;
    }

    [Fact]
    public async Task What_a_session_did_shapes_its_list_and_becomes_the_customers_at_login()
    {
        await using var host = await StartOpenAsync();
        // As a beacon sends it: no JSON by its name.
        var beacon = new StringContent(JsonSerializer.Serialize(new { events = new[] { View("i7", session: Session) } }), Encoding.UTF8, "text/plain");
        Assert.Equal(202, (await host.PostAsync(Events, beacon)).Status);
        Assert.Equal(["i6", "i8"], await host.ListAsync($"{Lists}?n=2&session={Session}"));
        Assert.Equal(["i0", "i1"], await host.ListAsync($"{Lists}?n=2"));

        var token = Signed(Key, "new/one %2F", DateTimeOffset.UtcNow.AddMinutes(1));
        var bearer = ("Authorization", "Bearer " + token);
        Assert.Equal(401, (await host.PostAsync("/api/storefront/merge", new { sessionId = Session })).Status);
        Assert.Equal(1, (await host.PostAsync("/api/storefront/merge", new { sessionId = Session, token })).Body.GetProperty("merged").GetInt32());
        Assert.Equal(0, (await host.PostAsync("/api/storefront/merge", new { sessionId = Session }, bearer)).Body.GetProperty("merged").GetInt32());
        Assert.Equal(["i6", "i8"], ContractHost.Ids((await host.GetAsync($"{Lists}?n=2", bearer)).Body));
    }

    [Fact]
    public async Task What_a_browser_may_not_say_is_named()
    {
        await using var host = await StartOpenAsync(o => o.Storefront.MaximumBatch = 3);
        var (status, body) = await host.PostAsync(Events, new { events = new object[] { View("i1", session: "short"), new { kind = "Purchase", itemId = "i1", sessionId = Session }, View("i1") } });
        Assert.Equal(400, status);
        Assert.Equal(["events[0].sessionId", "events[1].kind", "events[2].sessionId"], body.GetProperty("errors").EnumerateObject().Select(e => e.Name));
        Assert.Equal(400, (await host.PostAsync(Events, new { events = Enumerable.Repeat(View("i1", session: Session), 4) })).Status);
        Assert.Equal(400, (await host.PostAsync(Events, new StringContent("{", Encoding.UTF8, "text/plain"))).Status);
        Assert.Equal(400, (await host.GetAsync(Lists + "?session=short")).Status);
    }

    [Fact]
    public async Task Pages_of_allowed_origins_only_may_read_and_send()
    {
        await using var host = await StartOpenAsync(o => o.AllowedOrigins.Add("https://shop.example"));
        foreach (var (origin, allowed) in new[] { ("https://shop.example", true), ("https://evil.example", false) })
        {
            using var preflight = new HttpRequestMessage(HttpMethod.Options, Events);
            preflight.Headers.Add("Origin", origin);
            using var answer = await host.Client.SendAsync(preflight);
            Assert.Equal(allowed, answer.Headers.Contains("Access-Control-Allow-Origin"));
            using var read = new HttpRequestMessage(HttpMethod.Get, Lists);
            read.Headers.Add("Origin", origin);
            using var list = await host.Client.SendAsync(read);
            Assert.Equal(allowed ? [origin] : [], list.Headers.TryGetValues("Access-Control-Allow-Origin", out var values) ? values : []);
            Assert.Equal(allowed ? 202 : 403, (await host.PostAsync(Events, new { events = new[] { View("i1", session: Session) } }, ("Origin", origin))).Status);
        }
    }

    [Fact]
    public async Task Keys_of_the_shop_stay_with_the_shop()
    {
        await using var host = await StartOpenAsync(o => o.Keys.Add(new ApiKey { Name = "shop", Key = "a-shop-key-0123456789", Scopes = [ApiScope.Write] }));
        // Tokens are given out for a key, lists and events are open to tokens.
        Assert.Equal(401, (await host.PostAsync("/api/storefront/tokens", new { userId = "ann" })).Status);
        Assert.Equal(200, (await host.PostAsync("/api/storefront/tokens", new { userId = "ann" }, ("X-Api-Key", "a-shop-key-0123456789"))).Status);
        using var refused = await host.Client.GetAsync(new Uri(Lists + "?user=ann", UriKind.Relative));
        // A login box of the browser is nothing for a shop's customer.
        Assert.Equal("Bearer", refused.Headers.WwwAuthenticate.Single().Scheme);
        // And a token is no key.
        Assert.Equal(401, (await host.GetAsync("/api/users/ann/recommendations", ("Authorization", "Bearer " + Signed(Key, "ann", DateTimeOffset.UtcNow.AddMinutes(1))))).Status);
    }

    [Fact]
    public async Task Feedback_may_name_lists_that_were_handed_out_and_no_others()
    {
        await using var host = await StartOpenAsync(o => o.Storefront.Keys.Add("an-older-key-that-is-still-good-32"));
        var given = new List<string>();
        foreach (var path in new[] { "/api/users/ann/recommendations", "/api/popular", "/api/items/i7/similar", "/api/search?q=pan", Lists })
            given.Add((await host.GetAsync(path)).Body.GetProperty("listId").GetString()!);
        Assert.Equal(given.Count, given.Distinct().Count());
        foreach (var good in given) Assert.Equal(202, await SendAsync(good));
        Assert.Equal(202, await SendAsync(null));
        var signature = given[0].Split('.')[1];
        var older = new ListIds(new StorefrontKeys(Options.Create(new Ecom.Serving.ServingOptions { Storefront = { Keys = { "an-older-key-that-is-still-good-32" } } })), TimeProvider.System).Next();
        Assert.Equal(202, await SendAsync(older));
        var foreign = new ListIds(new StorefrontKeys(Options.Create(new Ecom.Serving.ServingOptions { Storefront = { Keys = { "another-key-of-thirty-two-characters" } } })), TimeProvider.System).Next();
        foreach (var bad in new[] { "l1", given[0].Split('.')[0], $"{given[1].Split('.')[0]}.{signature}", given[0][..^2], given[0] + "A", $"{given[0].Split('.')[0]}.", foreign, Signed(Key, "ann", DateTimeOffset.UtcNow.AddMinutes(1)) })
        {
            Assert.Equal(400, await SendAsync(bad));
            var (status, body) = await host.PostAsync("/api/feedback", new { events = new object[] { new { kind = "View", itemId = "i1", userId = "ann" }, new { kind = "Click", itemId = "i1", userId = "ann", listId = bad } } });
            Assert.Equal((400, "events[1].listId"), (status, Assert.Single(body.GetProperty("errors").EnumerateObject()).Name));
        }

        async Task<int> SendAsync(string? list) => (await host.PostAsync(Events, new { events = new[] { new { kind = "Click", itemId = "i1", sessionId = Session, listId = list } } })).Status;
    }

    [Fact]
    public async Task A_visitor_who_says_too_much_is_told_when_to_come_again_and_holds_nobody_else_up()
    {
        await using var host = await StartOpenAsync(o => (o.Storefront.EventsPerMinute, o.Storefront.EventsPerHour) = (0, 5));
        object Batch(string session, int count) => new { events = Enumerable.Repeat(View("i7", session: session), count) };
        Assert.Equal(202, (await host.PostAsync(Events, Batch(Session, 4))).Status);
        // As a whole or not at all.
        using var refused = await host.Client.PostAsync(new Uri(Events, UriKind.Relative), new StringContent(JsonSerializer.Serialize(Batch(Session, 2)), Encoding.UTF8, "application/json"));
        Assert.Equal(429, (int)refused.StatusCode);
        Assert.InRange(refused.Headers.RetryAfter!.Delta!.Value.TotalSeconds, 1, 3600);
        Assert.Equal(202, (await host.PostAsync(Events, Batch(Session, 1))).Status);
        Assert.Equal(429, (await host.PostAsync(Events, Batch(Session, 1))).Status);
        Assert.Equal(202, (await host.PostAsync(Events, Batch("another-session-0", 5))).Status);
        // A customer counts as one, whatever sessions the events name.
        var bearer = ("Authorization", "Bearer " + Signed(Key, "ann", DateTimeOffset.UtcNow.AddMinutes(1)));
        Assert.Equal(202, (await host.PostAsync(Events, new { events = Enumerable.Range(0, 5).Select(k => View("i7", session: $"session-of-sixteen-{k}")) }, bearer)).Status);
        Assert.Equal(429, (await host.PostAsync(Events, new { events = new[] { View("i7", user: "ann") } }, bearer)).Status);
        // What the shop itself sends is not counted.
        Assert.Equal(202, (await host.PostAsync("/api/feedback", new { events = Enumerable.Repeat(View("i7", user: "ann"), 20) })).Status);
    }

    [Fact]
    public async Task Without_a_key_to_sign_with_it_is_closed()
    {
        await Shop.PublishAndPromoteAsync("v1");
        await using var host = await StartAsync();
        Assert.Equal(403, (await host.GetAsync(Lists)).Status);
        Assert.Equal(403, (await host.PostAsync(Events, new { events = new[] { View("i1", session: Session) } })).Status);
        Assert.Equal(403, (await host.PostAsync("/api/storefront/tokens", new { userId = "ann" })).Status);
    }

    private async Task<ContractHost> StartOpenAsync(Action<Ecom.Serving.ServingOptions>? configure = null)
    {
        await Shop.PublishAndPromoteAsync("v1");
        return await StartAsync(o =>
        {
            o.Storefront.Keys.Add(Key);
            configure?.Invoke(o);
        });
    }

    private static string Signed(string key, string user, DateTimeOffset expires) =>
        new VisitorTokens(new StorefrontKeys(Options.Create(new Ecom.Serving.ServingOptions { Storefront = { Keys = { key } } })), TimeProvider.System).Sign(new VisitorToken(user, expires));

    private static object View(string item, string? user = null, string? session = null) => new { kind = "View", itemId = item, userId = user, sessionId = session };
}
