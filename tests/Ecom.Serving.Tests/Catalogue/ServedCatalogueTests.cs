using Ecom.Serving.Catalogue;
using Ecom.Serving.Tests.Recommending;

namespace Ecom.Serving.Tests.Catalogue;

public sealed class ServedCatalogueTests : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("ecom-catalogue-").FullName;

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Theory]
    [InlineData("c1", null)]
    [InlineData("rare", null)]
    [InlineData("C2", "b1")]
    [InlineData("nothing", null)]
    [InlineData(null, "b2")]
    public void Filters_leave_what_has_the_category_and_the_brand(string? category, string? brand)
    {
        var catalogue = RandomShop.Write(_folder, new Random(1)).Catalogue;
        using var allowed = catalogue.Allowed(new ItemFilter { Category = category, Brand = brand });
        for (var i = 0; i < catalogue.Count; i++)
        {
            var fits = (category is null || string.Equals(catalogue[i].Category, category, StringComparison.OrdinalIgnoreCase))
                && (brand is null || catalogue[i].Brand == brand);
            Assert.Equal(fits, allowed[i]);
        }
    }
}
