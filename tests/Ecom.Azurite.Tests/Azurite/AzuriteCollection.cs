namespace Ecom.Azurite.Tests.Azurite;

/// <summary>Tests one after the other on one Azurite.</summary>
[CollectionDefinition(Name)]
public sealed class AzuriteCollection : ICollectionFixture<AzuriteFixture>
{
    public const string Name = "azurite";
}
