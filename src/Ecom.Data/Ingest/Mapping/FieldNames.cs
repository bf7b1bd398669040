namespace Ecom.Data.Ingest.Mapping;

/// <summary>The usual column names of each field, best first; compared without case, punctuation and RecBole's type endings.</summary>
internal static class FieldNames
{
    public static IReadOnlyDictionary<MappedField, string[]> Events { get; } = new Dictionary<MappedField, string[]>
    {
        [MappedField.EventId] = ["eventid", "idempotencykey"],
        [MappedField.Kind] = ["eventtype", "event", "kind", "action", "behavior", "behaviour", "type", "eventname"],
        [MappedField.Time] =
            ["eventtime", "timestamp", "time", "invoicedate", "datetime", "date", "createdat", "eventdate", "orderdate", "ts", "unixtime", "ratedat"],
        [MappedField.User] = ["userid", "customerid", "user", "customer", "visitorid", "clientid", "memberid", "accountid", "reviewerid", "buyerid"],
        [MappedField.Session] =
            ["sessionid", "usersession", "session", "invoiceno", "invoice", "invoiceid", "orderid", "orderno", "transactionid", "basketid", "cartid", "receiptid"],
        [MappedField.Item] =
            ["itemid", "productid", "stockcode", "item", "product", "sku", "asin", "movieid", "articleid", "productcode", "goodsid", "parentasin", "variantid"],
        [MappedField.Query] = ["query", "searchterm", "searchquery", "querytext", "keywords"],
        [MappedField.Quantity] = ["quantity", "qty", "count", "units", "amount"],
        [MappedField.Price] = ["price", "unitprice", "itemprice", "saleprice", "priceperunit"],
        [MappedField.Value] = ["rating", "score", "stars", "overall", "value"],
        [MappedField.List] = ["listid", "recommendationid"],
        [MappedField.Title] = ["title", "productname", "itemname", "name", "description", "producttitle", "itemtitle"],
        [MappedField.Category] = ["category", "categorycode", "categoryname", "department", "categoryid", "producttype"],
        [MappedField.Brand] = ["brand", "manufacturer", "vendor", "brandname"],
    };

    public static IReadOnlyDictionary<MappedField, string[]> Products { get; } = new Dictionary<MappedField, string[]>
    {
        [MappedField.Item] =
            ["itemid", "productid", "id", "sku", "stockcode", "asin", "movieid", "articleid", "productcode", "item", "parentasin", "index", "handle"],
        [MappedField.Title] = ["title", "productname", "name", "movietitle", "producttitle", "itemname", "product"],
        [MappedField.Category] = ["category", "categorycode", "categoryname", "genres", "class", "department", "producttype", "type", "maincategory"],
        [MappedField.Brand] = ["brand", "manufacturer", "vendor", "brandname", "store"],
        [MappedField.Price] = ["price", "saleprice", "unitprice", "currentprice", "listprice", "marketprice"],
        [MappedField.Stock] = ["stock", "inventory", "stockquantity", "quantity", "instock", "available"],
        [MappedField.Description] = ["description", "longdescription", "productdescription", "body", "details"],
        [MappedField.ImageUrl] = ["imageurl", "image", "img", "picture", "imagelink"],
        [MappedField.Deleted] = ["deleted", "isdeleted", "discontinued"],
    };

    public static string Normalise(string column)
    {
        var colon = column.IndexOf(':', StringComparison.Ordinal);
        var name = colon > 0 ? column[..colon] : column;
        return string.Concat(name.Where(char.IsLetterOrDigit)).ToLowerInvariant();
    }
}
