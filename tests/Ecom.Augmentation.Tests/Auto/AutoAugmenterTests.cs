using Ecom.Domain;
using Ecom.Models;

namespace Ecom.Augmentation.Tests.Auto;

public class AutoAugmenterTests
{
    [Fact]
    public void None_competes_first_and_every_method_gets_its_turn_in_the_first_round()
    {
        var auto = Augmenters.Find("auto");
        var methods = auto.Proposals(Shops.TwoGroups().Shape, 1).Take(8).Select(p => p.Text("method", "")).ToArray();
        Assert.Equal("none", methods[0]);
        Assert.Equal(methods.Length, methods.Distinct().Count());
        Assert.Subset(Augmenters.All.Select(a => a.Name).ToHashSet(), methods.ToHashSet());
    }

    [Fact]
    public void A_proposal_generates_what_its_method_generates()
    {
        var data = Shops.TwoGroups();
        var auto = Augmenters.Find("auto");
        var parameters = auto.Proposals(data.Shape, 1).First(p => p.Text("method", "") == "self");
        using var chosen = auto.Fit(data, parameters, Shops.Context());
        using var self = Augmenters.Find("self").Fit(data, parameters, Shops.Context());
        Assert.Equal(
            self.Generate(data, parameters, Shops.Context()).Generated!.Entries(), chosen.Generate(data, parameters, Shops.Context()).Generated!.Entries());
        Assert.NotEqual(auto.FitKey(parameters), auto.FitKey(Parameters.None));
    }

    [Fact]
    public void After_the_first_round_every_method_that_makes_rows_goes_through_the_slices()
    {
        var proposals = Augmenters.Find("auto").Proposals(Shops.TwoGroups().Shape, 1).Take(60).ToArray();
        var first = proposals.TakeWhile((p, at) => at == 0 || p.Text("method", "") != proposals[1].Text("method", "") || at == 1).ToArray();
        Assert.All(first, p => Assert.Equal("all", p.Text("slice", "")));
        string[] Slices(string method) => [.. proposals.Where(p => p.Text("method", "") == method).Select(p => p.Text("slice", "")).Distinct().Order()];
        Assert.Equal(["all", "cold-items", "light-users", "tail-items"], Slices("sideinfo"));
        Assert.Equal(["all", "light-users", "tail-items"], Slices("vae"));
        Assert.Equal(["all"], Slices("crop"));
        Assert.Equal(["all"], Slices("none"));
        // Soon enough for a search of a few dozen trials.
        Assert.Equal(4, proposals.Take(32).Select(p => p.Text("slice", "")).Distinct().Count());
    }

    [Fact]
    public void Slices_share_one_generator_and_keep_their_own_part_of_its_rows()
    {
        var data = Shops.TwoGroups();
        var auto = Augmenters.Find("auto");
        var all = Parameters.None.With("method", "balance").With("ratio", 2).With("slice", "all");
        Assert.Single(new[] { "all", "light-users", "tail-items" }.Select(s => auto.FitKey(all.With("slice", s))).Distinct());
        using var generator = auto.Fit(data, all, Shops.Context());
        (int User, int Item, float Weight, long Time)[] Made(string slice) => generator.Generate(data, all.With("slice", slice), Shops.Context()).Generated!.Entries();
        var light = Made("light-users");
        // Two of three customers have seven items and the others two: all are light in this shop.
        Assert.Equal(Made("all"), light);
        Assert.Throws<InputException>(() => Made("silver-users"));
    }

    [Fact]
    public void A_slice_keeps_its_customers_or_items_and_the_observed_rows()
    {
        // Customer 0 has twelve items, the others two; item 0 has all 30 customers, item 1 half of them, items 2 to 11 one or two, item 12 none.
        var data = Shops.Of(30, 13, [.. Enumerable.Range(0, 12).Select(i => (0, i)), .. Enumerable.Range(1, 29).SelectMany(u => new[] { (u, 0), (u, u % 2 == 0 ? 1 : 2 + u % 10) })]);
        var rows = new Ecom.Augmentation.Completion.GeneratedRows(data);
        rows.Complete(0, 12, 0.5f);
        foreach (var item in new[] { 0, 1, 5, 12 }) rows.Complete(3, item, 0.5f);
        rows.AddUser([(0, 1f), (12, 1f)]);
        rows.AddUser(Enumerable.Range(0, 12).Select(i => (i, 1f)));
        var made = rows.ToData();
        (int User, int Item)[] Kept(string slice)
        {
            var kept = Ecom.Augmentation.Slices.GeneratedSlice.Restrict(made, slice);
            Assert.Same(data.Observed, kept.Observed);
            return [.. kept.Generated!.Entries().Select(e => (e.User, e.Item))];
        }
        Assert.Equal(made.Generated!.Count, Kept("all").Length);
        Assert.Equal([(3, 0), (3, 1), (3, 5), (3, 12), (30, 0), (30, 12)], Kept("light-users").Order());
        // The head is the fifth of twelve known items: three of them, and those with as many customers as the third.
        var counts = data.Observed.ItemCounts();
        var third = counts.OrderDescending().ElementAt(2);
        Assert.Equal(made.Generated.Entries().Where(e => counts[e.Item] < third).Select(e => (e.User, e.Item)), Kept("tail-items"));
        Assert.DoesNotContain(0, Kept("tail-items").Select(e => e.Item));
        Assert.All(Kept("cold-items"), e => Assert.True(counts[e.Item] < 10));
        Assert.Contains((0, 12), Kept("cold-items"));
    }

    [Fact]
    public void An_unknown_method_is_an_input_error() =>
        Assert.Throws<InputException>(() => Augmenters.Find("auto").FitKey(Parameters.None.With("method", "gold")));
}
