using System.Text.Json;
using Ecom.HttpContract;
using Ecom.Local.Commands;

namespace Ecom.Local.Tests.Commands;

public sealed class RecommendCommandTests : IDisposable
{
    private readonly ContractShop _shop = new();

    public void Dispose() => _shop.Dispose();

    private string Out(string name) => Path.Combine(_shop.Folder, name);

    private Task<int> RunAsync(string users, string file, params string[] more) =>
        CommandLine.RunAsync(["recommend", "--data", _shop.Folder, "--users", users, "--out", file, .. more]);

    [Fact]
    public async Task Everybody_the_model_knows_gets_a_line()
    {
        await _shop.PublishAndPromoteAsync("v1");
        Assert.Equal(0, await RunAsync("all", Out("lists.ndjson"), "--count", "4"));
        var lists = File.ReadAllLines(Out("lists.ndjson")).Select(l => JsonDocument.Parse(l).RootElement).ToArray();
        Assert.Equal(["ann", "bob", "späť/x y"], lists.Select(l => l.GetProperty("userId").GetString()));
        Assert.Equal(["i1", "i2", "i3", "i4"], ContractHost.Ids(lists[0]));
        Assert.All(lists, l => Assert.True(l.GetProperty("known").GetBoolean()));
        Assert.False(File.Exists(Out("lists.ndjson.tmp")));
    }

    [Fact]
    public async Task Customers_of_a_file_get_a_table_and_strangers_the_popular_products_said_to_be_that()
    {
        await _shop.PublishAndPromoteAsync("v1");
        await File.WriteAllLinesAsync(Out("users.txt"), ["ann", "", "a, \"stranger\""]);
        Assert.Equal(0, await RunAsync(Out("users.txt"), Out("lists.csv"), "--count", "2", "--in-stock"));
        var rows = File.ReadAllLines(Out("lists.csv"));
        Assert.Equal("user,known,rank,item,score,reason", rows[0]);
        Assert.StartsWith("ann,true,1,i1,", rows[1], StringComparison.Ordinal);
        Assert.StartsWith("\"a, \"\"stranger\"\"\",false,1,i0,10,Popular", rows[3], StringComparison.Ordinal);
        Assert.Equal(5, rows.Length);
    }

    [Fact]
    public async Task What_cannot_be_done_is_said_and_leaves_no_file()
    {
        // No model yet.
        Assert.Equal(2, await RunAsync("all", Out("lists.csv")));
        await _shop.PublishAndPromoteAsync("v1");
        Assert.Equal(2, await RunAsync("all", Out("lists.xlsx")));
        Assert.Equal(2, await RunAsync("all", Path.Combine(_shop.Folder, "nowhere", "lists.csv")));
        Assert.Equal(2, await RunAsync(Out("missing.txt"), Out("lists.csv")));
        Assert.Equal(2, await RunAsync("all", Out("lists.csv"), "--count", "1000"));
        await File.WriteAllLinesAsync(Out("users.txt"), ["ann", new string('x', 201)]);
        Assert.Equal(2, await RunAsync(Out("users.txt"), Out("lists.csv")));
        Assert.Equal(2, await CommandLine.RunAsync(["recommend", "--data", Out("empty"), "--users", "all", "--out", Out("lists.csv")]));
        Assert.Empty(Directory.GetFiles(_shop.Folder, "lists*"));
        Assert.False(Directory.Exists(Out("empty")));
    }
}
