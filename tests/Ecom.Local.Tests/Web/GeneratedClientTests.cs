using Ecom.Client;
using Ecom.HttpContract;

namespace Ecom.Local.Tests.Web;

/// <summary>The client that is generated from docs/openapi.json at every build, against the host: what the document says is what goes over the wire.</summary>
public sealed class GeneratedClientTests : IDisposable
{
    private readonly ContractShop _shop = new();

    [Fact]
    public async Task A_shop_can_be_served_through_the_generated_client()
    {
        await _shop.PublishAndPromoteAsync("v1", favourite: 1);
        await _shop.PublishAsync("v2", favourite: 2);
        await using var host = await EmbeddedContractHost.StartAsync(_shop, o => o.Storefront.Keys.Add("a-storefront-key-of-32-characters"));
        var client = new EcomClient(host.Client);

        Assert.Equal("v1", (await client.ReadyAsync()).ModelVersion);
        var list = await client.RecommendAsync("ann", n: 2);
        Assert.Equal(["i1", "i2"], list.Items.Select(i => i.ItemId));
        Assert.Equal((ReasonCode.BecauseOfItems, "i0"), (list.Items[0].Reason.Code, list.Items[0].Reason.Because[0].ItemId));

        var receipt = await client.SendFeedbackAsync(new FeedbackRequest { Events = [new FeedbackEvent { Kind = EventKind.View, UserId = "ann", ItemId = "i1", ListId = list.ListId }] }, "key-1");
        Assert.Equal(("key-1", 1), (receipt.BatchId, receipt.Accepted));
        Assert.DoesNotContain("i1", (await client.RecommendAsync("ann")).Items.Select(i => i.ItemId));

        await client.PutProductsAsync(new ProductsRequest { Products = [new ProductUpdate { ItemId = "new", Title = "Gaming headphones", Category = "audio.headphones", Price = 55 }] });
        var found = await client.SearchAsync("gaming headphonse", sort: SearchSort.Relevance);
        Assert.Equal(("new", OrderedBy.Bm25), (found.Items[0].ItemId, found.Ranker));
        Assert.Equal(["i6", "i8"], (await client.RecommendForSessionAsync(new SessionEvents { Events = [new SessionEvent { Kind = EventKind.Cart, ItemId = "i7" }] }, n: 2)).Items.Select(i => i.ItemId));
        Assert.Equal("i7", (await client.RecommendForBasketAsync(new Basket { Items = ["i6"] }, n: 1)).Items.Single().ItemId);

        Assert.Equal(1, (await client.PutRulesAsync(new RuleSet { Pins = [new PinRule { ItemId = "i8", Position = 1 }], Boosts = [], Caps = [], RepeatCategories = [], FreshnessDays = 7 })).Version);
        Assert.Equal("i8", (await client.PopularAsync(n: 1)).Items.Single().ItemId);
        Assert.Equal("v2", (await client.PromoteModelAsync("v2", new PromoteRequest { Reason = "better" })).Version);
        Assert.Equal(2, (await client.ListModelsAsync()).Models.Count);
        Assert.NotEmpty((await client.IssueTokenAsync(new TokenRequest { UserId = "ann" })).Token);

        var arms = new[] { "v1", "v2" }.Select(v => new ExperimentArm { Name = v, ModelVersion = v, Weight = 1 }).ToList();
        await client.StartExperimentAsync(new StartExperimentRequest { Id = "e1", Arms = arms });
        Assert.Contains((await client.RecommendAsync("ann")).Experiment!.Arm, new[] { "v1", "v2" });
        Assert.Equal(1, (await client.GetExperimentAsync("e1")).Arms.Sum(a => a.Customers));

        // A refusal is a problem with its status and its fields.
        var refused = await Assert.ThrowsAsync<EcomClientException<ProblemDetails>>(() => client.SendFeedbackAsync(new FeedbackRequest { Events = [] }));
        Assert.Equal((400, 400), (refused.StatusCode, refused.Result.Status));
        Assert.Contains("events", refused.Result.Detail, StringComparison.Ordinal);
    }

    public void Dispose() => _shop.Dispose();
}
