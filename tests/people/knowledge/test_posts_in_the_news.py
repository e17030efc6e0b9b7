"""Posts without a name as the press writes them: without their country, acting, top diplomats."""

import pytest

HOLDERS = (
    ("1991-04-19", "The Archbishop of Canterbury was enthroned in the spring rain.", "George Carey"),
    ("1992-11-10", "WASHINGTON (AP) - The Speaker of the House called the vote off.", "Tom Foley"),
    ("1993-05-01", "Seoul's top diplomat flew to New York.", "Han Sung-joo"),
    ("1994-12-11", "The Russian defence minister had promised two hours.", "Pavel Grachev"),
    (
        "1995-01-31",
        "Washington lent billions; the Treasury secretary had slept little.",
        "Robert Rubin",
    ),
    ("1996-06-01", "LONDON - The Home Secretary lost in court again.", "Michael Howard"),
    ("1997-06-01", "South Africa's deputy president opened the plant.", "Thabo Mbeki"),
    ("1998-10-16", "The Chilean president protested.", "Eduardo Frei Ruiz-Tagle"),
    ("1999-02-01", "Republicans were split. The Speaker of the House kept silent.", "Dennis Hastert"),
    ("1999-10-12", "Pakistan's prime minister dismissed a general in the air.", "Nawaz Sharif"),
    ("2000-05-16", "WASHINGTON - The Fed chair raised rates by half a point.", "Alan Greenspan"),
    ("2000-12-12", "The US Supreme Court chief justice dissented in part.", "William Rehnquist"),
    ("2001-10-07", "The Chancellor of the Exchequer said that Britain would pay.", "Gordon Brown"),
    ("2003-03-17", "The US ambassador to the United Nations withdrew the draft.", "John Negroponte"),
    ("2004-06-01", "South Africa's deputy president denied everything.", "Jacob Zuma"),
    ("2005-04-10", "The World Bank president packed his books.", "James Wolfensohn"),
    ("2005-09-19", "Seoul's top diplomat hailed the accord.", "Ban Ki-moon"),
    ("2005-11-10", "The World Bank president flew to Tokyo.", "Paul Wolfowitz"),
    ("2006-07-01", "The president of the World Bank toured Africa.", "Paul Wolfowitz"),
    ("2007-01-20", "The Kenyan vice president cut the ribbon.", "Moody Awori"),
    ("2008-02-07", "The Archbishop of Canterbury gave a lecture on civil law.", "Rowan Williams"),
    ("2008-09-29", "On Wall Street they waited for the Treasury secretary.", "Henry Paulson"),
    ("2009-06-28", "The Honduran president was flown out in his pyjamas.", "Manuel Zelaya"),
    ("2009-06-29", "Honduras's interim president was recognised by nobody.", "Roberto Micheletti"),
    ("2010-03-21", "The Speaker of the House carried a large gavel up Capitol Hill.", "Nancy Pelosi"),
    ("2011-05-18", "The IMF chief sat on Rikers Island.", "Dominique Strauss-Kahn"),
    (
        "2012-06-28",
        "In Washington the Supreme Court chief justice read it himself.",
        "John Roberts",
    ),
    ("2012-06-28", "The chief justice of the United States read the opinion.", "John Roberts"),
    (
        "2013-03-13",
        "The Argentine president had quarrelled with him.",
        "Cristina Fernández de Kirchner",
    ),
    ("2014-02-01", "The German defence minister visited a day nursery.", "Ursula von der Leyen"),
    ("2014-09-01", "Kenya's deputy president is before the court at The Hague.", "William Ruto"),
    ("2015-12-16", "Wall Street cheered as the Fed chair spoke.", "Janet Yellen"),
    ("2016-06-01", "The South African deputy president walked out of the mine.", "Cyril Ramaphosa"),
    ("2016-12-20", "South Korea's acting president visited the troops.", "Hwang Kyo-ahn"),
    ("2017-01-15", "Seoul's acting president held a press conference.", "Hwang Kyo-ahn"),
    ("2018-07-11", "The archbishop of Canterbury took on a payday lender.", "Justin Welby"),
    (
        "2019-07-31",
        "The Federal Reserve chairman called it an adjustment.",
        "Jerome Powell",
    ),
    ("2019-08-02", "Tokyo's top diplomat sat between the two.", "Taro Kono"),
    (
        "2021-03-18",
        "Washington's top diplomat heard Beijing's top diplomat.",
        "Antony Blinken",
    ),
    (
        "2022-01-10",
        "The Treasury secretary warned House Republicans.",
        "Janet Yellen",
    ),
    ("2023-10-25", "The U.S. speaker of the House was elected on the fourth try.", "Mike Johnson"),
    ("2024-12-20", "The South Korean acting president would not appoint the judges.", "Han Duck-soo"),
    ("2025-03-01", "The acting South Korean president asked for calm.", "Choi Sang-mok"),
)

NOBODY = (
    ("2004-05-01", "The Speaker of the House ruled on the bill."),
    ("2005-06-01", "The World Bank vice president for Africa wrote the foreword."),
    ("2005-06-01", "The top diplomat left Brussels."),
    ("2007-01-20", "South Africa's former deputy president was acquitted."),
    ("2008-02-07", "The former Archbishop of Canterbury spoke."),
    ("2008-09-29", "A Fed chair must be patient."),
    ("2008-09-29", "A Treasury secretary of Washington's rank knows that."),
    ("2009-01-10", "The Archbishop of York laughed."),
    ("2010-06-01", "The Kremlin spokesman denied it."),
    ("2010-06-01", "The treasury secretary in Manila had no comment."),
    ("2012-06-28", "The Ohio Supreme Court chief justice read the opinion."),
    ("2012-06-28", "The Philippine Supreme Court chief justice was removed, to Washington's dismay."),
    ("2012-06-28", "The Speaker of the House in Texas gavelled; Washington looked away."),
    ("2012-06-28", "The Texas chief justice read the opinion; the United States Supreme Court waited."),
    ("2013-01-20", "The World Bank country director met the finance team."),
    ("2014-05-01", "The chief justice swore in the judges."),
    ("2015-12-16", "The Treasury secretary had no comment."),
    ("2016-07-05", "A Downing Street source denied it."),
    ("2016-07-05", "Downing Street's director of communications left."),
    ("2016-07-05", "No 10 said nothing."),
    ("2016-07-20", "Downing Street welcomed the vote."),
    ("2017-05-20", "The acting South Korean president handed in his papers."),
    ("2017-06-01", "An Elysee official confirmed the visit."),
    ("2017-06-01", "The Elysee confirmed the visit."),
    ("2019-01-20", "The Boston Fed chief was cautious in Washington."),
    ("2019-10-01", "The Speaker of the House ruled the motion out of order in Wellington."),
    ("2021-03-18", "Beijing's top diplomat for Asia shrugged."),
    ("2021-06-01", "The House speaker in Georgia and the governor met; Republicans cheered."),
    (
        "2023-12-01",
        "The Speaker of the House adjourned. India waited; Delhi told Washington.",
    ),
    ("2024-12-20", "Seoul's impeached president stayed in his residence."),
    ("2025-12-01", "The archbishop of Canterbury has not yet been enthroned."),
)


@pytest.mark.parametrize(("day", "text", "name"), HOLDERS)
def test_a_post_means_whoever_held_it_on_the_day(meant, day, text, name):
    assert meant(text, day) == [name]


@pytest.mark.parametrize(("day", "text"), NOBODY)
def test_of_what_could_be_another_post_nobody_is_meant(meant, day, text):
    assert meant(text, day) == []
