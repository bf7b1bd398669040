using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;

namespace Ecom.Serving.Tests;

public sealed class ServingOptionsTests
{
    [Theory]
    [InlineData("32")]
    [InlineData("8")]
    public void Factors_have_32_or_8_bits(string bits) => Assert.Equal(int.Parse(bits, System.Globalization.CultureInfo.InvariantCulture), Bound(bits).FactorBits);

    [Fact]
    public void Another_number_of_bits_is_refused_by_the_name_of_the_setting() =>
        Assert.Contains("Ecom:Serving:FactorBits must be 32 or 8", Assert.Throws<OptionsValidationException>(() => Bound("16")).Message, StringComparison.Ordinal);

    private static ServingOptions Bound(string bits)
    {
        var configuration = new ConfigurationBuilder().AddInMemoryCollection([new("Ecom:Serving:FactorBits", bits)]).Build();
        using var services = new ServiceCollection().AddEcomServing(configuration).BuildServiceProvider();
        return services.GetRequiredService<IOptions<ServingOptions>>().Value;
    }
}
