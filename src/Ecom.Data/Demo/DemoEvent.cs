using System.Globalization;

namespace Ecom.Data.Demo;

/// <summary>One line of the generated events dump.</summary>
internal sealed record DemoEvent(
    DateTimeOffset Time, string Kind, string User, string Session, string Item, string Query, double? Quantity, double? Price)
{
    public const string Header = "event_time,event_type,user_id,session_id,product_id,query,quantity,price";

    public override string ToString() => string.Create(
        CultureInfo.InvariantCulture, $"{Time.UtcDateTime:yyyy-MM-dd HH:mm:ss} UTC,{Kind},{User},{Session},{Item},{Query},{Quantity},{Price}");
}
