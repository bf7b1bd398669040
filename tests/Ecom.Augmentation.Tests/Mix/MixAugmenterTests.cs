using Ecom.Augmentation.Contracts;
using Ecom.Domain;
using Ecom.Models;
using Ecom.Recommendation.Contracts;

namespace Ecom.Augmentation.Tests.Mix;

public class MixAugmenterTests
{
    private static Interactions Generate(IAugmenter augmenter, TrainingData data, Parameters parameters)
    {
        using var generator = augmenter.Fit(data, parameters, Shops.Context());
        return generator.Generate(data, parameters, Shops.Context()).Generated!;
    }

    [Fact]
    public void The_rows_are_those_of_both_parts()
    {
        var data = Shops.TwoGroups();
        var mix = Augmenters.Find("mix");
        var parameters = mix.Proposals(data.Shape, 1).First();
        Assert.Equal(("sideinfo", "self"), (parameters.Text("first", ""), parameters.Text("second", "")));
        var side = Generate(Augmenters.Find("sideinfo"), data, Augmenters.Find("sideinfo").Proposals(data.Shape, 1).First());
        var self = Generate(Augmenters.Find("self"), data, Augmenters.Find("self").Proposals(data.Shape, 1).First());
        var both = Generate(mix, data, parameters);
        Assert.Equal(side.Entries().Concat(self.Entries()).Order(), both.Entries().Order());
    }

    [Fact]
    public void A_crop_in_a_mix_is_kept()
    {
        var data = Shops.TwoGroups();
        var mix = Augmenters.Find("mix");
        var parameters = mix.Proposals(data.Shape, 1).First(p => p.Text("second", "") == "crop");
        using var generator = mix.Fit(data, parameters, Shops.Context());
        Assert.NotNull(generator.Generate(data, parameters, Shops.Context()).Crop);
    }
}
