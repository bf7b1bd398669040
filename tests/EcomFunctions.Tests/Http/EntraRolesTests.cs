using System.Text;
using EcomFunctions.Http;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Configuration;

namespace EcomFunctions.Tests.Http;

public sealed class EntraRolesTests
{
    private const string Principal = """
        {"auth_typ":"aad","name_typ":"name","role_typ":"roles","claims":[{"typ":"name","val":"Ann"},{"typ":"roles","val":"Ecom.Control"}]}
        """;

    [Fact]
    public void Roles_are_read_where_the_platform_signs_people_in() =>
        Assert.Equal([EntraRoles.Control], Roles(enabled: true, Principal));

    [Fact]
    public void A_header_anybody_can_send_counts_for_nothing_where_sign_in_is_off() =>
        Assert.Null(Roles(enabled: false, Principal));

    [Fact]
    public void Without_a_header_nobody_has_signed_in() =>
        Assert.Null(Roles(enabled: true, null));

    [Theory]
    [InlineData("")]
    [InlineData("[]")]
    [InlineData("{}")]
    [InlineData("{\"claims\":[{\"typ\":\"roles\"}]}")]
    [InlineData("{\"claims\":7}")]
    public void A_header_that_is_not_a_principal_is_nobody(string principal) => Assert.Null(Roles(enabled: true, principal));

    private static IReadOnlyCollection<string>? Roles(bool enabled, string? principal)
    {
        var configuration = new ConfigurationBuilder()
            .AddInMemoryCollection(new Dictionary<string, string?> { ["WEBSITE_AUTH_ENABLED"] = enabled ? "True" : null }).Build();
        var request = new DefaultHttpContext().Request;
        if (principal is not null) request.Headers["X-MS-CLIENT-PRINCIPAL"] = Convert.ToBase64String(Encoding.UTF8.GetBytes(principal));
        return new EntraRoles(configuration).Of(request);
    }
}
