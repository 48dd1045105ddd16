"""Small files in the shapes of the real ones, with content of our own."""

import csv
import io
import zipfile

from openpyxl import Workbook

KEEP_PROJECT = {
    "Programme": "2014 - 2020 INTERREG VB Test Area",
    "Acronym": "HEATNET",
    "Project Name": "Heat networks of tomorrow",
    "Project Name language 2": "Kaukolämpöverkot huomenna ja sen jälkeen",
    "Lead Partner": "City of Helsinki",
    "Period": "2014-2020",
    "Town": "Helsinki",
    "Country": "Finland",
    "Budget": "892,228.58",
    "Website": "https://programme.example.org",
    "Thematic1": "Energy efficiency",
    "Thematic2": "Renewable energy",
    "Specific Obj": "Less carbon",
    "Description 1": "Hanke vähentää kaukolämmön päästöjä pohjoisissa kaupungeissa ja kehittää uusia ratkaisuja.",
    "Description EN": "The project lowers the emissions of district heating.",
    "Expected Results EN": "Ten percent less carbon.",
    "Project start": "2016/01/25",
    "Project end": "2019/07/31",
}
KEEP_PARTNER = {
    "Programme": "2014 - 2020 INTERREG VB Test Area",
    "Acronym": "HEATNET",
    "Project Partner": "City of Helsinki",
    "Lead Partner": "Yes",
    "Town": "Helsinki",
    "Country": "Finland",
    "Department": None,
    "Legal Status": "public",
    "Country code": "FI Finland / SUOMI",
    "NUTS2 (or equivalent)": "FI1B  / Helsinki-Uusimaa",
    "NUTS3 (or equivalent)": "FI1B1  / Helsinki-Uusimaa",
}
KEEP_PARTNERS = [
    KEEP_PARTNER,
    KEEP_PARTNER | {"Project Partner": "Stadt Wien", "Lead Partner": "No", "Town": "1190 Wien", "Country": "Austria"}
    | {"Country code": "AT Austria / ÖSTERREICH", "Legal Status": "private"},
    KEEP_PARTNER | {"Project Partner": "Nobody knows", "Lead Partner": "No", "Town": "Atlantis", "Legal Status": "n/a"},
]  # fmt: skip


def columns_of(rows):
    return list(dict.fromkeys(column for row in rows for column in row))


def sheet(book, title, rows, columns):
    page = book.create_sheet(title)
    page.append(columns)
    for row in rows:
        page.append([row.get(column) for column in columns])


def keep_workbook(
    path, projects=(KEEP_PROJECT,), partners=KEEP_PARTNERS, names=("Projects (lead partners)", "Partners")
):
    book = Workbook()
    book.remove(book.active)
    sheet(book, names[0], projects, columns_of(projects or [KEEP_PROJECT]))
    sheet(book, names[1], partners, columns_of(partners or [KEEP_PARTNER]))
    book.save(path)
    return path


def table(rows, delimiter=",", **options):
    """Rows of dictionaries as a file's bytes."""
    out = io.StringIO()
    writer = csv.DictWriter(out, columns_of(rows), delimiter=delimiter, lineterminator="\r\n", **options)
    writer.writeheader()
    writer.writerows(rows)
    return out.getvalue().encode()


NETWORK = {
    "Main.Key.Word": "Environment",
    "Additionnal.key.words": "Energy / Climate",
    "Name": "COOL",
    "Code_Network": "7",
}
NETWORK |= {"Description": "Cooler cities", "Url": "http://urbact.example.org/cool", "Start": "2015", "End": "NA"}
NETWORK |= {"Aims": "Cities learn how to stay cool.", "Activities": "", "Phase": "Urbact III", "Type": "Transfer"}
MEMBER = {"Code_Network": "7", "NameCity": "Helsinki", "Country": "FI", "City.Statut": "Lead Partner"}
MEMBER |= {"geonameId": "658225", "lng_GN": "24,94", "lat_GN": "60,17"}
MEMBERS = [
    MEMBER,
    MEMBER | {"NameCity": "Stockholm", "Country": "SE", "City.Statut": "Partner", "geonameId": "GN00"},
    MEMBER | {"NameCity": "Pienkylä", "City.Statut": "Partner", "geonameId": "900001"},
]


def urbact_folder(folder, networks=(NETWORK,), members=MEMBERS):
    (folder / "UrbactNetworks.csv").write_bytes(table(networks))
    (folder / "URBACT_Membership.csv").write_bytes(table(members))
    return folder


PROJECT = {"id": "101", "acronym": "SEA", "status": "SIGNED", "title": "Clean sea", "startDate": "2020-01-01"}
PROJECT |= {"endDate": "2023-12-31", "totalCost": "1000.5", "frameworkProgramme": "H2020", "subCall": "H2020-SEA-2019"}
PROJECT |= {"objective": "A sea that is clean; for all.", "rcn": "99101"}
ORGANISATION = {"projectID": "101", "organisationID": "999", "name": "HELSINGIN YLIOPISTO", "activityType": "HES"}
ORGANISATION |= {"city": "HELSINKI", "country": "FI", "nutsCode": "FI1B1", "geolocation": "60.17,24.94"}
ORGANISATION |= {"role": "coordinator"}
ORGANISATIONS = [
    ORGANISATION,
    ORGANISATION
    | {"organisationID": "888", "name": "ZENTRUM FÃœR MEER", "city": "MUENCHEN", "country": "DE", "geolocation": ""}
    | {"role": "participant", "activityType": ""},
    ORGANISATION
    | {"organisationID": "777", "name": "Ouzo Ltd", "city": "ATHINA", "country": "EL", "geolocation": ""}
    | {"role": "thirdParty", "activityType": "PRC"},
]


def cordis_zip(path, projects=(PROJECT,), organisations=ORGANISATIONS, **more):
    with zipfile.ZipFile(path, "w") as bundle:
        mark = b"\xef\xbb\xbf"
        bundle.writestr("csv/project.csv", mark + table(projects, ";", quoting=csv.QUOTE_ALL))
        if organisations is not None:
            bundle.writestr("csv/organization.csv", mark + table(organisations, ";", quoting=csv.QUOTE_ALL))
        for name, rows in more.items():
            bundle.writestr(f"csv/{name}.csv", table(rows, ";", quoting=csv.QUOTE_ALL))
    return path


def many_projects(count):
    return [PROJECT | {"id": str(number), "title": f"Project {number}"} for number in range(1, count + 1)]


def many_organisations(count):
    return [
        ORGANISATION
        | {"projectID": str(number), "organisationID": str(1000 + number % 50), "name": f"Lab {number % 50}"}
        for number in range(1, count + 1)
    ]


CITY_NETWORK = {"Name": "Walled Cities", "Acronym": "WALL", "Code": "00001", "Aims": "Keep the walls.", "Date": "1989"}
CITY_NETWORK |= {"Main Key-word": "Heritage", "Adresse": "Turku, Finland", "Url": "http://walls.example.org ; http://x"}
MEMBERSHIP = {"Full_Name": "Turku", "Locality_Siege": "Turku", "CountryCode": "FI", "CountryName": "Finland"}
MEMBERSHIP |= {"Statut": "Member", "EntitySimplified": "Municipality", "Year_of_Joining": "2013.0"}
MEMBERSHIP |= {"Network_Name": "WALL", "Code_Network": "00001", "MembershipCode": "A1", "geonameId": "633679"}
MEMBERSHIPS = [MEMBERSHIP, MEMBERSHIP | {"Code_Network": "W4", "Network_Name": "Unknown Four", "MembershipCode": "A2"}]


def networks_folder(folder, networks=(CITY_NETWORK,), members=MEMBERSHIPS):
    (folder / "city_networks_organisations.csv").write_bytes(table(networks))
    (folder / "city_network_memberships.csv").write_bytes(table(members))
    return folder


SISTERS = {"origincityLabel": "Turku", "origincountry": "Finland", "originlat": "60.45", "originlong": "22.27"}
SISTERS |= {"sistercityLabel": "Stockholm", "destinationlat": "59.3", "destinationlong": "18.1"}
SISTERS |= {"destination_countryLabel": "Sweden"}

CONCEPTS = [
    {"uri": "http://www.yso.fi/onto/yso/p1", "fi": "kaukolämpö", "sv": "fjärrvärme", "en": "district heating"},
    {"uri": "http://www.yso.fi/onto/yso/p94000", "fi": "Tukholma", "sv": "Stockholm", "en": "Stockholm"},
    {"uri": "http://www.yso.fi/onto/yso/p2", "fi": "kivet", "sv": "", "en": ""},
]
