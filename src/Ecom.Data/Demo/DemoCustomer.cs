namespace Ecom.Data.Demo;

/// <summary>A customer of the generated shop.</summary>
/// <param name="Id">Its id.</param>
/// <param name="Tastes">Weight of each category.</param>
/// <param name="Styles">The preferred style in each category.</param>
/// <param name="Brand">The favourite brand.</param>
/// <param name="Thrift">Below zero prefers cheap items, above zero dear ones.</param>
/// <param name="Hour">The usual hour of a visit.</param>
/// <param name="Sessions">Visits over the whole time; a few customers make most of them.</param>
/// <param name="Joined">First day.</param>
internal sealed record DemoCustomer(
    string Id, double[] Tastes, int[] Styles, string Brand, double Thrift, double Hour, int Sessions, int Joined);
