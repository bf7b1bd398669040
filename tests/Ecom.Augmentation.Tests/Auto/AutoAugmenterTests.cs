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
    public void An_unknown_method_is_an_input_error() =>
        Assert.Throws<InputException>(() => Augmenters.Find("auto").FitKey(Parameters.None.With("method", "gold")));
}
