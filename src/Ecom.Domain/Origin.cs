namespace Ecom.Domain;

/// <summary>Where an interaction comes from. Generated ones never enter tune, gate or test.</summary>
public enum Origin
{
    Observed = 0,
    Generated = 1,
}
