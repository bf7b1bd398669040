using System.Net.Http.Headers;
using System.Text;

namespace Ecom.HttpContract;

/// <summary>Feedback and how lists react to it.</summary>
public abstract class FeedbackContract : HttpContract
{
    [Fact]
    public async Task The_next_list_reacts_at_once()
    {
        await Shop.PublishAndPromoteAsync("v1");
        await using var host = await StartAsync();
        Assert.Equal(["i1", "i2", "i3"], await host.ListAsync("/api/users/ann/recommendations?n=3"));

        var (status, receipt) = await host.PostAsync("/api/feedback", Batch(("Purchase", "ann", "i1"), ("View", "ann", "i6")));

        Assert.Equal(202, status);
        Assert.Equal(2, receipt.GetProperty("accepted").GetInt32());
        var after = await host.ListAsync("/api/users/ann/recommendations?n=6");
        Assert.DoesNotContain("i1", after);
        Assert.DoesNotContain("i6", after);
        // The neighbour of what was just viewed is up among the first.
        Assert.Contains("i7", after[..3]);
    }

    [Fact]
    public async Task A_new_customer_gets_a_personal_list_after_one_event()
    {
        await Shop.PublishAndPromoteAsync("v1");
        await using var host = await StartAsync();
        await host.PostAsync("/api/feedback", Batch(("View", "new one", "i7")));
        var (_, body) = await host.GetAsync("/api/users/new%20one/recommendations?n=2");
        Assert.Equal(["i6", "i8"], ContractHost.Ids(body));
        Assert.Equal("BecauseOfItems", body.GetProperty("items")[0].GetProperty("reason").GetProperty("code").GetString());
    }

    [Fact]
    public async Task What_happened_before_the_login_counts_where_the_session_is_named()
    {
        await Shop.PublishAndPromoteAsync("v1");
        await using var host = await StartAsync();
        await host.PostAsync("/api/feedback", new { events = new[] { new { kind = "View", sessionId = "s 1", itemId = "i7" } } });
        Assert.Equal(["i6", "i8"], await host.ListAsync("/api/users/guest/recommendations?n=2&session=s%201"));
        Assert.Equal(["i0", "i1"], await host.ListAsync("/api/users/guest/recommendations?n=2"));
        // The customer's own past stays in.
        Assert.DoesNotContain("i0", await host.ListAsync("/api/users/ann/recommendations?n=50&session=s%201"));
    }

    [Fact]
    public async Task A_disliked_product_is_gone_and_speaks_for_nothing()
    {
        await Shop.PublishAndPromoteAsync("v1");
        await using var host = await StartAsync();
        await host.PostAsync("/api/feedback", Batch(("Dislike", "cem", "i0")));
        Assert.Equal(["i1", "i2"], await host.ListAsync("/api/users/cem/recommendations?n=2"));
    }

    [Fact]
    public async Task A_repeated_batch_is_answered_alike_and_another_content_under_its_key_refused()
    {
        await Shop.PublishAndPromoteAsync("v1");
        await using var host = await StartAsync();
        var key = ("Idempotency-Key", "abc-1");
        var first = await host.PostAsync("/api/feedback", Batch(("View", "ann", "i5")), key);
        var second = await host.PostAsync("/api/feedback", Batch(("View", "ann", "i5")), key);
        var other = await host.PostAsync("/api/feedback", Batch(("View", "ann", "i4")), key);
        Assert.Equal((202, 202, 422), (first.Status, second.Status, other.Status));
        Assert.Equal("abc-1", second.Body.GetProperty("batchId").GetString());
        Assert.Equal(first.Body.ToString(), second.Body.ToString());
        Assert.Equal(400, (await host.PostAsync("/api/feedback", Batch(("View", "ann", "i5")), ("Idempotency-Key", new string('k', 200)))).Status);
    }

    [Fact]
    public async Task Every_invalid_field_is_named_and_nothing_stored()
    {
        await Shop.PublishAndPromoteAsync("v1");
        await using var host = await StartAsync();
        var (status, body) = await host.PostAsync("/api/feedback", new
        {
            events = new object[]
            {
                new { kind = "View", userId = "ann", itemId = "i1" },
                new { kind = "View", itemId = "i1" },
                new { kind = "Search", userId = "ann" },
                new { kind = "Rating", userId = "ann", itemId = "i1" },
                new { kind = "Purchase", userId = "ann", itemId = new string('x', 300), price = -1 },
                new { kind = "Click", userId = "ann", itemId = "i1", time = "2999-01-01T00:00:00Z" },
            },
        });
        Assert.Equal(400, status);
        var errors = body.GetProperty("errors").EnumerateObject().Select(e => e.Name).ToArray();
        Assert.Equal(
            ["events[1].sessionId", "events[2].query", "events[3].value", "events[4].itemId", "events[4].price", "events[5].time"], errors);
        Assert.Contains("i1", await host.ListAsync("/api/users/ann/recommendations?n=3"));
    }

    [Theory]
    [InlineData("{", "application/json", 400)]
    [InlineData("", "application/json", 400)]
    [InlineData("null", "application/json", 400)]
    [InlineData("{\"events\":[]}", "application/json", 400)]
    [InlineData("{\"events\":[null]}", "application/json", 400)]
    [InlineData("{\"events\":[{\"kind\":\"Jump\",\"userId\":\"a\",\"itemId\":\"b\"}]}", "application/json", 400)]
    [InlineData("{\"events\":[{\"userId\":\"a\",\"itemId\":\"b\"}]}", "application/json", 400)]
    [InlineData("{\"events\":[]}", "text/plain", 415)]
    public async Task A_body_that_is_no_batch_is_a_problem(string text, string type, int expected)
    {
        await using var host = await StartAsync();
        var content = new StringContent(text, Encoding.UTF8, new MediaTypeHeaderValue(type));
        var (status, body) = await host.PostAsync("/api/feedback", content);
        Assert.Equal(expected, status);
        Assert.NotEmpty(body.GetProperty("detail").GetString()!);
    }

    [Fact]
    public async Task Batches_and_bodies_have_a_limit()
    {
        await using var host = await StartAsync(o => (o.MaximumBatch, o.MaximumBodyBytes) = (3, 4096));
        var four = Enumerable.Repeat(("View", "ann", "i1"), 4).ToArray();
        Assert.Equal(400, (await host.PostAsync("/api/feedback", Batch(four))).Status);
        Assert.Equal(202, (await host.PostAsync("/api/feedback", Batch(four[..3]))).Status);
        var large = new { events = new[] { new { kind = "View", userId = new string('u', 5000), itemId = "i1" } } };
        Assert.Equal(413, (await host.PostAsync("/api/feedback", large)).Status);
    }

    [Fact]
    public async Task A_page_of_another_site_may_not_send()
    {
        await using var host = await StartAsync(o => o.AllowedOrigins.Add("https://shop.example"));
        var batch = Batch(("View", "ann", "i1"));
        Assert.Equal(403, (await host.PostAsync("/api/feedback", batch, ("Origin", "https://evil.example"))).Status);
        Assert.Equal(403, (await host.PostAsync("/api/feedback", batch, ("Origin", "null"))).Status);
        Assert.Equal(202, (await host.PostAsync("/api/feedback", batch, ("Origin", "https://shop.example"))).Status);
        Assert.Equal(202, (await host.PostAsync("/api/feedback", batch, ("Origin", host.Client.BaseAddress!.GetLeftPart(UriPartial.Authority)))).Status);
    }

    private static object Batch(params (string Kind, string User, string Item)[] events) =>
        new { events = events.Select(e => new { kind = e.Kind, userId = e.User, itemId = e.Item }) };
}
