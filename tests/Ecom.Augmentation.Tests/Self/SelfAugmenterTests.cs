using Ecom.Augmentation.Self;
using Ecom.Models;

namespace Ecom.Augmentation.Tests.Self;

public class SelfAugmenterTests
{
    [Theory]
    [InlineData("ease")]
    [InlineData("itemknn")]
    public void Completes_short_histories_from_their_own_group(string first)
    {
        var data = Shops.TwoGroups();
        var parameters = Parameters.None.With("base", first).With("lambda", 10).With("most", 2).With("add", 3).With("weight", 0.4);
        using var generator = new SelfAugmenter().Fit(data, parameters, Shops.Context());
        var generated = generator.Generate(data, parameters, Shops.Context()).Generated!;
        for (var u = 0; u < data.Observed.UserCount; u++) Assert.Equal(data.Observed.RowLength(u) <= 2 ? 3 : 0, generated.RowLength(u));
        Assert.All(generated.Entries(), e => Assert.Equal(e.User % 2, e.Item / 12));
    }
}
