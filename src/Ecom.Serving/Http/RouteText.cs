namespace Ecom.Serving.Http;

/// <summary>Ids in routes.</summary>
internal static class RouteText
{
    /// <summary>Undoes the one escape that servers leave in a path: <c>%2F</c>, which would look like another segment.</summary>
    public static string Decode(string value) => value.Replace("%2F", "/", StringComparison.OrdinalIgnoreCase);
}
